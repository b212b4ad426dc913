package org.odoobridge.inbound.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.inbound.dedup.RawDelivery;
import org.odoobridge.inbound.verify.Verification;
import org.odoobridge.inbound.verify.WooSignature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /hooks/woocommerce/{channel}}: verifies the raw bytes, appends them to the journal
 * and answers 200 after the commit.
 *
 * <p>A business problem is never a 4xx: WooCommerce does not retry a failed delivery and disables
 * the webhook after a few. Refused are only what is not from the shop (401), too long (413) or for
 * nobody (404), and 503 when the journal cannot take it.
 */
public final class IngestRoute {
  private static final Logger LOG = LoggerFactory.getLogger(IngestRoute.class);
  private static final Pattern PING = Pattern.compile("webhook_id=\\d+");
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final List<String> KEPT_HEADERS =
      List.of(
          "X-WC-Webhook-Topic",
          "X-WC-Webhook-ID",
          "X-WC-Webhook-Delivery-ID",
          "X-WC-Webhook-Source",
          "User-Agent",
          "Content-Type");

  private final Map<String, Source> sources;
  private final IntakeLimits limits;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Semaphore handoff;

  /** What the route needs to know of one shop. */
  public record Source(ChannelId id, WooSignature signature, Acceptance acceptance) {}

  public IngestRoute(List<Source> sources, IntakeLimits limits, Clock clock, MeterRegistry meters) {
    this.sources =
        sources.stream().collect(Collectors.toUnmodifiableMap(s -> s.id().value(), s -> s));
    this.limits = limits;
    this.clock = clock;
    this.meters = meters;
    this.handoff = new Semaphore(limits.handoff());
  }

  /** Adds the route; the router must not have read the body before. */
  public void mount(Router router) {
    router.post("/hooks/woocommerce/:channel").handler(this::receive);
  }

  private void receive(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String channel = routing.pathParam("channel");
    Source source = channel == null ? null : sources.get(channel);
    if (source == null) {
      answer(routing, 404, "no such channel");
      return;
    }
    if (announcedLength(request) > limits.maxBody().bytes()) {
      refuseLongBody(routing);
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > limits.maxBody().bytes()) {
            refuseLongBody(routing);
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          if (!routing.response().ended()) {
            complete(routing, source, body.getBytes());
          }
        });
  }

  private void complete(RoutingContext routing, Source source, byte[] body) {
    HttpServerRequest request = routing.request();
    String signature = request.getHeader(WooSignature.HEADER);
    if (signature == null && isPing(request, body)) {
      answer(routing, 200, "pong");
      return;
    }
    switch (source.signature().verify(body, signature)) {
      case Verification.Refused refused -> {
        LOG.atWarn()
            .addKeyValue("channel", source.id())
            .addKeyValue("problem", refused.reason())
            .log("delivery.refused");
        answer(routing, 401, "signature refused");
      }
      case Verification.Verified verified ->
          handOff(routing, source, delivery(routing, source.id(), body));
    }
  }

  private void handOff(RoutingContext routing, Source source, RawDelivery delivery) {
    if (!handoff.tryAcquire()) {
      unavailable(routing, "too many deliveries at once");
      return;
    }
    Context loop = routing.vertx().getOrCreateContext();
    Thread.ofVirtual()
        .name("ingest")
        .start(
            () -> {
              Runnable answer;
              try {
                answer = accept(routing, source, delivery);
              } finally {
                handoff.release();
              }
              loop.runOnContext(unused -> answer.run());
            });
  }

  /** Appends, and returns how to answer. */
  private Runnable accept(RoutingContext routing, Source source, RawDelivery delivery) {
    try {
      return switch (source.acceptance().accept(delivery)) {
        case Acceptance.Result.Stored stored -> {
          if (stored.append() instanceof Append.Duplicate) {
            meters.counter(Telemetry.DEDUP_HITS, "channel", source.id().value()).increment();
          }
          yield () -> answer(routing, 200, "entry " + stored.append().entryId());
        }
        case Acceptance.Result.NotStored notStored -> () -> answer(routing, 200, "not stored");
      };
    } catch (JournalUnavailable e) {
      LOG.atWarn()
          .addKeyValue("channel", delivery.channel())
          .addKeyValue("problem", e.getMessage())
          .log("delivery.not-stored");
      return () -> unavailable(routing, "the journal is not available");
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("channel", delivery.channel()).log("delivery.bug");
      return () -> answer(routing, 500, "internal error");
    }
  }

  private RawDelivery delivery(RoutingContext routing, ChannelId channel, byte[] body) {
    MultiMap headers = routing.request().headers();
    Map<String, String> kept = new HashMap<>();
    for (String name : KEPT_HEADERS) {
      String value = headers.get(name);
      if (value != null) {
        kept.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return new RawDelivery(
        channel,
        kept.getOrDefault("x-wc-webhook-topic", ""),
        kept,
        Payload.of(body),
        clock.instant(),
        Via.WEBHOOK);
  }

  private static boolean isPing(HttpServerRequest request, byte[] body) {
    String type = request.getHeader("Content-Type");
    return type != null
        && type.startsWith("application/x-www-form-urlencoded")
        && body.length < 64
        && PING.matcher(Payload.of(body).text()).matches();
  }

  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // counted while it is read
    }
  }

  private void refuseLongBody(RoutingContext routing) {
    HttpServerResponse response = routing.response();
    if (!response.ended()) {
      // What is left of the body is not worth reading: the connection ends with the answer.
      if (routing.request().version() != HttpVersion.HTTP_2) { // HTTP/2 forbids the header
        response.putHeader("Connection", "close");
      }
      answer(routing, 413, "longer than " + limits.maxBody());
    }
  }

  private void unavailable(RoutingContext routing, String text) {
    routing.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
    answer(routing, 503, text);
  }

  private void answer(RoutingContext routing, int status, String text) {
    meters.counter(Telemetry.DELIVERIES, "answer", Integer.toString(status)).increment();
    HttpServerResponse response = routing.response();
    if (!response.closed() && !response.ended()) {
      var unused =
          response
              .setStatusCode(status)
              .putHeader("Content-Type", "text/plain; charset=utf-8")
              .end(text + "\n");
    }
  }
}
