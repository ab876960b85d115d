//! The files of the build.

use axum::http::{Method, StatusCode, header};

use crate::test_app::{TestApp, request, send};

#[tokio::test]
async fn files_are_served_as_the_build_left_them_compressed_where_it_did() {
    let app = TestApp::new().await;
    let root = app.site_root();
    std::fs::write(root.join("pkg/okolica.js"), "plain").unwrap();
    std::fs::write(root.join("pkg/okolica.js.br"), "brotli").unwrap();
    std::fs::write(root.join("pkg/okolica.wasm"), "\0asm").unwrap();
    std::fs::create_dir(root.join("fonts")).unwrap();
    std::fs::write(root.join("fonts/text.woff2"), "font").unwrap();
    std::fs::write(root.join("favicon.svg"), "<svg/>").unwrap();
    std::fs::write(root.join(".secret"), "hidden").unwrap();
    let routes = app.restarted(&[]);
    let get = |path: &str| send(&routes, request(Method::GET, path));

    let script = get("/pkg/okolica.js?v=1").await;
    assert_eq!((script.status, script.body.as_str()), (StatusCode::OK, "plain"));
    let mut asked = request(Method::GET, "/pkg/okolica.js");
    asked.headers_mut().insert(header::ACCEPT_ENCODING, "br, gzip".parse().unwrap());
    let compressed = send(&routes, asked).await;
    assert_eq!((compressed.header("content-encoding"), compressed.body.as_str()), ("br", "brotli"));
    assert_eq!(get("/pkg/okolica.wasm").await.header("content-type"), "application/wasm");
    assert_eq!(get("/fonts/text.woff2").await.header("cache-control"), "public, max-age=86400");
    assert_eq!(get("/favicon.svg").await.header("content-type"), "image/svg+xml");

    for missing in ["/pkg/other.js", "/pkg/../okolica.sqlite", "/pkg/%2e%2e/okolica.sqlite", "/.secret", "/pkg/"] {
        let answer = get(missing).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        assert_eq!(answer.header("cache-control"), "no-store", "{missing}");
    }
}
