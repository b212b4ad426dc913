package org.odoobridge.outbound.channel.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.HttpAnswer;
import org.odoobridge.outbound.channel.NoAnswer;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * A receiver of signed stock webhooks. 2xx is an acknowledgement for every event in the request;
 * 410 means "no more" and pauses the channel; a batch refused with 4xx is split until the refused
 * event stands alone. It cannot be asked what it shows, and a late request cannot be called back:
 * receivers order by (epoch, sequence).
 */
public final class StockWebhookChannel implements Channel, AutoCloseable {
  /**
   * @param batchLimit most events in one request; 1 = never a batch
   * @param requestLimit longest time the receiver may go on working on an unanswered request
   */
  public record Settings(
      ChannelId id,
      List<Secret> secrets,
      long epoch,
      int batchLimit,
      boolean raiseAfterSweep,
      Duration requestLimit) {
    public Settings {
      secrets = List.copyOf(secrets);
    }
  }

  private final Settings settings;
  private final ChannelHttp http;
  private final TokenBucket bucket;
  private final Timers timers;
  private final StockEvents events;
  private final WebhookSigner signer;

  public StockWebhookChannel(
      Settings settings, ChannelHttp http, TokenBucket bucket, Timers timers) {
    this.settings = settings;
    this.http = http;
    this.bucket = bucket;
    this.timers = timers;
    this.events = new StockEvents(settings.epoch());
    this.signer = new WebhookSigner(settings.secrets());
  }

  @Override
  public ChannelId id() {
    return settings.id();
  }

  @Override
  public int batchLimit() {
    return settings.batchLimit();
  }

  @Override
  public boolean raiseAfterSweep() {
    return settings.raiseAfterSweep();
  }

  @Override
  public boolean readable() {
    return false;
  }

  @Override
  public List<ReadBack> read(List<Sku> skus) {
    throw new UnsupportedOperationException("a webhook receiver cannot be read");
  }

  @Override
  public List<ItemOutcome> send(List<DesiredStock> batch) {
    Instant now = timers.now();
    HttpAnswer answer;
    try {
      answer = post(batch, now);
    } catch (NoAnswer e) {
      return all(
          batch,
          e.reached() == NoAnswer.Reached.MAYBE
              ? new Outcome.Uncertain(
                  now.plus(settings.requestLimit()), String.valueOf(e.getMessage()))
              : new Outcome.Failed(e.problem()));
    }
    if (answer.ok()) {
      return all(batch, new Outcome.Applied("acknowledged with " + answer.status()));
    }
    if (answer.status() == 410) {
      return all(
          batch,
          new Outcome.Rejected(
              new Problem.Business(
                  GONE,
                  "the receiver answered 410: it wants no more webhooks",
                  "correct its URL or resume the channel")));
    }
    Optional<Problem.Technical> technical = answer.technical(timers.now());
    if (technical.isPresent()) {
      return all(batch, new Outcome.Failed(technical.get()));
    }
    return refused(batch, answer);
  }

  private HttpAnswer post(List<DesiredStock> batch, Instant now) {
    byte[] body = events.body(batch);
    String id = events.messageId(batch);
    long timestamp = now.getEpochSecond();
    return http.exchange(
        HttpMethod.POST,
        "",
        Map.of(
            "content-type",
            StockEvents.contentType(batch),
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(timestamp),
            "webhook-signature",
            signer.sign(id, timestamp, body)),
        Buffer.buffer(body));
  }

  /** A 4xx: about the address as a whole, or about one of the events. */
  private List<ItemOutcome> refused(List<DesiredStock> batch, HttpAnswer answer) {
    if (answer.status() == 404 || answer.status() == 405) {
      return all(
          batch,
          new Outcome.Failed(
              Problem.Technical.of(
                  TechnicalKind.PROTOCOL,
                  "the receiver answered " + answer.status() + ": is its URL right?")));
    }
    if (batch.size() > 1) {
      bucket.spend(2);
      int half = batch.size() / 2;
      List<ItemOutcome> outcomes = new ArrayList<>(send(batch.subList(0, half)));
      outcomes.addAll(send(batch.subList(half, batch.size())));
      return outcomes;
    }
    return all(
        batch,
        new Outcome.Rejected(
            new Problem.Business(
                "refused-by-receiver",
                "the receiver answered " + answer.status(),
                "see the receiver's log for " + batch.getFirst().sku() + ", then redrive it")));
  }

  private static List<ItemOutcome> all(List<DesiredStock> batch, Outcome outcome) {
    return batch.stream().map(value -> new ItemOutcome(value.sku(), outcome)).toList();
  }

  @Override
  public void close() {
    http.close();
  }
}
