package org.odoobridge.app.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The console: a page, a script and a style sheet, served from the class path, no other host. */
final class ConsoleFiles {
  private static final String FOLDER = "/console/";

  /** Nothing but our own files may run or be fetched, so that injected text stays text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "console.css", "text/css; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private final Map<String, Buffer> files = new LinkedHashMap<>();

  ConsoleFiles() {
    TYPES.keySet().forEach(name -> files.put(name, read(name)));
  }

  void mount(Router root) {
    files.forEach((name, content) -> file(root, "/console/" + name, name, content));
    file(root, "/console/", "index.html", files.getOrDefault("index.html", Buffer.buffer()));
    root.get("/").handler(context -> context.redirect("/console/"));
    root.get("/console").handler(context -> context.redirect("/console/"));
    root.get("/favicon.ico").handler(context -> context.redirect("/console/icon.svg"));
  }

  private static void file(Router root, String path, String name, Buffer content) {
    root.get(path)
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", TYPES.getOrDefault(name, "text/plain"))
                    .putHeader("Content-Security-Policy", POLICY)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader("Cache-Control", "no-cache")
                    .end(content));
  }

  private static Buffer read(String name) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + FOLDER + name);
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
