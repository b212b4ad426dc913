package org.odoobridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.OrderRefunds;
import org.odoobridge.inbound.apply.ShopBody;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.sweep.ShopAccess;
import org.odoobridge.inbound.sweep.WooShopReader;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.time.ManualClock;

/** Where Odoo goes another way, the shop's staff read it on the order, once. */
class TellingShopIT {
  private final ManualClock clock = ManualClock.start();
  private final Vertx vertx = Vertx.vertx();
  private final PostgresFixture server = PostgresFixture.start();
  private TestJournal journal;
  private ShopSimulator shop;
  private WooShopReader reader;

  @BeforeEach
  void open() {
    journal = TestJournal.on(server, clock);
    shop = ShopSimulator.start(vertx, ShopOptions.defaults().withClock(clock));
    shop.addSimple("A", "Mug", "10.00", 100);
    reader =
        new WooShopReader(
            vertx,
            new ShopAccess(
                URI.create(shop.url()),
                Secret.of(shop.key()),
                Secret.of(shop.secret()),
                Duration.ofSeconds(20)),
            clock);
  }

  @AfterEach
  void close() {
    reader.close();
    shop.close();
    journal.close();
    server.close();
    vertx.close().await();
  }

  @Test
  void aDisagreementIsNotedOnceAndOtherProblemsAreNot() {
    int id = shop.placeOrder().line("A", 1).paid().place().path("id").asInt();
    ChannelOrder order = ShopBody.in(TestOrders.SHOP, id).line("1", "A", 1, "10.00").order();
    OrderRefunds telling =
        new TellingShop(
            OrderRefunds.NONE, source -> Optional.of(reader), new ShopNotes(journal.session()));
    Outcome cancelled = rejected("cancelled-in-odoo", "S00001 is cancelled in Odoo");

    Outcome first = telling.after(order, cancelled);
    Outcome again = telling.after(order, cancelled);
    Outcome other = telling.after(order, rejected("unknown-sku", "no product has SKU A"));

    assertThat(first).isEqualTo(cancelled);
    assertThat(again).isEqualTo(cancelled);
    assertThat(other).isInstanceOf(Outcome.Rejected.class);
    assertThat(
            shop.requests().stream()
                .filter(request -> request.path().endsWith("/orders/" + id + "/notes"))
                .map(RecordedRequest::body))
        .singleElement()
        .asString()
        .contains("S00001 is cancelled in Odoo");
  }

  private static Outcome rejected(String code, String detail) {
    return new Outcome.Rejected(new Problem.Business(code, detail, "do something"));
  }
}
