package org.odoobridge.outbound.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.TestTimers;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.ChannelContract;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.odoobridge.outbound.desired.DesiredStock;
import org.odoobridge.testkit.shop.StockDelivery;
import org.odoobridge.testkit.shop.StockReceiver;

/** Stock webhooks against a real receiver that checks signatures by code of its own. */
class StockWebhookChannelTest implements ChannelContract {
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration HASTY = Duration.ofSeconds(2);
  private static final Vertx VERTX = Vertx.vertx();
  private final StockReceiver receiver = StockReceiver.start(VERTX, SECRET);
  private StockWebhookChannel channel = channel(List.of(Secret.of(SECRET)), PATIENT);

  @AfterAll
  static void shut() {
    var unused = VERTX.close();
  }

  @BeforeEach
  void refuseOneSku() {
    receiver.refuse(
        body -> body.toString().contains("\"REFUSED\""), StockReceiver.Reply.status(422));
  }

  @AfterEach
  void end() {
    channel.close();
    receiver.close();
  }

  private StockWebhookChannel channel(List<Secret> secrets, Duration timeout) {
    return new StockWebhookChannel(
        new StockWebhookChannel.Settings(
            new ChannelId("till"), secrets, 3, 100, false, Duration.ofMinutes(1)),
        new ChannelHttp(
            VERTX, URI.create(receiver.url()), new ChannelHttp.Limits(timeout, 4, 1024)),
        new TokenBucket(0, TestTimers.NOW),
        new TestTimers());
  }

  @Override
  public Channel channel() {
    return channel;
  }

  /** The newest number the receiver acknowledged. */
  @Override
  public OptionalLong shown(Sku sku) {
    OptionalLong newest = OptionalLong.empty();
    for (StockDelivery delivery : receiver.deliveries()) {
      if (delivery.answered() >= 300 || !delivery.verified()) {
        continue;
      }
      JsonNode body = delivery.json();
      for (JsonNode event : body.isArray() ? body : List.of(body)) {
        if (event.path("subject").asText().equals(sku.value())) {
          newest = OptionalLong.of(event.path("data").path("quantity").asLong());
        }
      }
    }
    return newest;
  }

  @Override
  public void nextFails(Fault fault) {
    if (fault == Fault.NO_ANSWER) {
      channel.close();
      channel = channel(List.of(Secret.of(SECRET)), HASTY);
    }
    receiver.reply(
        switch (fault) {
          case SERVER_ERROR -> StockReceiver.Reply.status(500);
          case THROTTLED -> StockReceiver.Reply.status(429).retryAfter(Duration.ofSeconds(7));
          case UNAUTHORIZED -> StockReceiver.Reply.status(401);
          case NO_ANSWER -> StockReceiver.Reply.status(204).after(Duration.ofMinutes(1));
        });
  }

  @Override
  public void goAway() {
    receiver.close();
    channel.close();
    channel = channel(List.of(Secret.of(SECRET)), PATIENT);
  }

  @Test
  void oneEventIsAStructuredCloudEvent() {
    DesiredStock number = number(FIRST, 7);
    send(number);
    StockDelivery delivery = receiver.deliveries().getLast();
    assertThat(delivery.verified()).isTrue();
    assertThat(delivery.headers()).containsEntry("webhook-timestamp", "1767323045");
    assertThat(delivery.headers().get("content-type")).startsWith("application/cloudevents+json");
    JsonNode event = delivery.json();
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("type").asText()).isEqualTo("org.odoobridge.stock.level.v1");
    assertThat(event.path("id").asText()).isEqualTo(delivery.id());
    assertThat(event.path("data").path("epoch").asLong()).isEqualTo(3);
    assertThat(event.path("data").path("sequence").asLong()).isEqualTo(number.sequence());
  }

  @Test
  void severalEventsAreABatch() {
    send(number(FIRST, 7), number(SECOND, 8));
    StockDelivery delivery = receiver.deliveries().getLast();
    assertThat(delivery.headers().get("content-type"))
        .startsWith("application/cloudevents-batch+json");
    assertThat(delivery.json()).hasSize(2);
  }

  @Test
  void aRedeliveryHasTheSameIdAndAnotherNumberAnother() {
    DesiredStock one = number(FIRST, 7);
    DesiredStock two = number(SECOND, 8);
    send(one);
    send(one);
    send(one, two);
    send(one, two);
    send(two);
    List<String> ids = receiver.deliveries().stream().map(StockDelivery::id).toList();
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
    assertThat(ids.get(2)).isEqualTo(ids.get(3));
    assertThat(List.of(ids.get(0), ids.get(2), ids.get(4))).doesNotHaveDuplicates();
  }

  @Test
  void everyLiveSecretSigns() {
    channel.close();
    channel = channel(List.of(Secret.of("a raw one"), Secret.of(SECRET)), PATIENT);
    send(number(FIRST, 7));
    StockDelivery delivery = receiver.deliveries().getLast();
    assertThat(delivery.verified()).isTrue();
    assertThat(delivery.headers().getOrDefault("webhook-signature", "").split(" ", -1)).hasSize(2);
  }

  @Test
  void goneIsARefusalThatPausesTheChannel() {
    receiver.reply(StockReceiver.Reply.gone());
    assertThat(send(number(FIRST, 7)).get(FIRST))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.problem().code()).isEqualTo(Channel.GONE));
  }

  @Test
  void aRedirectIsAFailureAndNotFollowed() {
    receiver.reply(StockReceiver.Reply.status(302));
    assertThat(send(number(FIRST, 7)).get(FIRST))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem().kind()).isEqualTo(TechnicalKind.PROTOCOL));
    assertThat(receiver.deliveries()).hasSize(1);
  }

  @Test
  void aWrongAddressFailsAsAWholeAndParksNothing() {
    receiver.reply(StockReceiver.Reply.status(404));
    assertThat(send(number(FIRST, 7), number(SECOND, 7)).values())
        .allMatch(Outcome.Failed.class::isInstance);
  }
}
