package org.odoobridge.app;

import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.odoobridge.outbound.CatalogDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /media/HASH.png}: product images for shops to fetch. No key: the hash is of the content,
 * so nobody can ask for what they have not seen.
 */
record MediaRoute(CatalogDesk desk) {
  private static final Logger LOG = LoggerFactory.getLogger(MediaRoute.class);

  void mount(Router root) {
    root.getWithRegex("/media/(?<hash>[0-9a-f]{40})(\\.[a-z]{3,4})?").handler(this::answer);
  }

  private void answer(RoutingContext context) {
    String hash = Objects.requireNonNull(context.pathParam("hash"), "hash");
    Context loop = context.vertx().getOrCreateContext();
    Thread.startVirtualThread(
        () -> {
          try {
            Optional<CatalogDesk.Media> media = desk.media(hash);
            loop.runOnContext(done -> send(context, media));
          } catch (IOException | RuntimeException e) {
            LOG.atWarn()
                .addKeyValue("hash", hash)
                .addKeyValue("problem", e.getMessage())
                .log("media.not.read");
            loop.runOnContext(done -> context.fail(502));
          }
        });
  }

  private static void send(RoutingContext context, Optional<CatalogDesk.Media> media) {
    if (media.isEmpty()) {
      context.fail(404);
      return;
    }
    String type = media.get().mimeType();
    context
        .response()
        .putHeader("content-type", type.isEmpty() ? "application/octet-stream" : type)
        .putHeader("cache-control", "public, max-age=31536000, immutable")
        .putHeader("x-content-type-options", "nosniff")
        .end(media.get().content());
  }
}
