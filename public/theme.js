// Before the first paint: the look that the visitor chose on this device, if they chose one.
try {
  const theme = localStorage.getItem("okolica-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's look stands.
}
