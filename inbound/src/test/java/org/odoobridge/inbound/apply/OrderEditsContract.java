package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.net.FaultProxy;
import org.odoobridge.testkit.time.ManualClock;

/** What becomes of edits that a shop makes to an order that is confirmed in Odoo. */
interface OrderEditsContract {
  OdooWorld world();

  @Test
  default void fewerPiecesFreeTheirStockAtOnce() {
    Scene scene = new Scene(world());
    ShopBody shop = scene.sells("1", 5, "50.00").line("2", scene.other, 2, "30.00");
    scene.apply(shop);

    Outcome outcome = scene.apply(shop.line("1", scene.sku, 2, "20.00"));

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    OdooOrder shown = scene.shown(shop);
    assertThat(shown.gross()).isEqualByComparingTo(shop.gross());
    assertThat(scene.ordered(shop, "1")).isEqualByComparingTo("2");
    assertThat(scene.open(shop, "1")).isEqualByComparingTo("2");
    assertThat(scene.open(shop, "2")).isEqualByComparingTo("2");
    assertThat(scene.reserved(scene.sku)).isEqualByComparingTo("2");
    assertThat(shown.date()).isEqualTo(shop.order().createdAt());
  }

  @Test
  default void morePiecesAreDeliveredToo() {
    Scene scene = new Scene(world());
    ShopBody shop = scene.sells("1", 2, "20.00");
    scene.apply(shop);

    Outcome outcome = scene.apply(shop.line("1", scene.sku, 3, "28.50"));

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.shown(shop).gross()).isEqualByComparingTo(shop.gross());
    assertThat(scene.open(shop, "1")).isEqualByComparingTo("3");
    assertThat(scene.reserved(scene.sku)).isEqualByComparingTo("3");
  }

  @Test
  default void anAddedLineIsDeliveredAndARemovedOneIsNot() {
    Scene scene = new Scene(world());
    ShopBody shop = scene.sells("1", 2, "20.00").shipping("9", "4.90");
    scene.apply(shop);

    Outcome outcome = scene.apply(shop.without("1").line("3", scene.other, 4, "44.00"));

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.shown(shop).gross()).isEqualByComparingTo(shop.gross());
    assertThat(scene.open(shop, "1")).isEqualByComparingTo("0");
    assertThat(scene.open(shop, "3")).isEqualByComparingTo("4");
    assertThat(scene.reserved(scene.sku)).isEqualByComparingTo("0");
    assertThat(scene.reserved(scene.other)).isEqualByComparingTo("4");
    assertThat(scene.apply(shop)).isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  default void shippingAndCouponsChangeOnlyMoney() {
    Scene scene = new Scene(world());
    ShopBody shop = scene.sells("1", 3, "30.00").shipping("9", "4.90");
    scene.apply(shop);

    Outcome outcome = scene.apply(shop.line("1", scene.sku, 3, "27.00").shipping("9", "0.00"));

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.shown(shop).gross()).isEqualByComparingTo(shop.gross());
    assertThat(scene.open(shop, "1")).isEqualByComparingTo("3");
    assertThat(scene.reserved(scene.sku)).isEqualByComparingTo("3");
  }

  @Test
  default void whatIsDeliveredIsNotEditedAway() {
    Scene scene = new Scene(world());
    ShopBody shop = scene.sells("1", 3, "30.00");
    scene.apply(shop);
    assertThat(world().admin.ship(scene.shown(shop).id(), 3)).isTrue();

    Outcome fewer = scene.apply(shop.line("1", scene.sku, 1, "10.00"));
    Outcome more = scene.apply(shop.line("1", scene.sku, 5, "50.00"));

    assertThat(problem(fewer).code()).isEqualTo("changed-after-shipping");
    assertThat(problem(fewer).remedy()).contains("return");
    assertThat(more).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.open(shop, "1")).isEqualByComparingTo("2");
  }

  @Test
  default void anEditWhoseAnswersAreLostIsMadeOnce() {
    Scene scene = new Scene(world());
    ShopBody shop = scene.sells("1", 5, "50.00").line("2", scene.other, 2, "30.00");
    scene.apply(shop);
    ChoppedOrder order =
        new ChoppedOrder(shop.line("1", scene.sku, 1, "10.00").line("3", scene.other, 1, "12.00"));
    OdooRpcConfig direct = world().bot;
    URI odoo = URI.create(direct.url());
    try (FaultProxy proxy = FaultProxy.start(world().vertx, odoo.getHost(), odoo.getPort())) {
      OdooRpcConfig through =
          OdooRpcConfig.of(proxy.url(), direct.database(), direct.login(), direct.secret());
      for (String[] call :
          new String[][] {
            {"sale.order", "load"},
            {"stock.move", "write"},
            {"stock.picking", "action_assign"}
          }) {
        proxy.mode(new FaultMode.Pass());
        ManualClock clock = ManualClock.start();
        OrderApplier applier =
            world()
                .applier(
                    scene.channel,
                    OdooWorld.policy(),
                    new CuttingRpc(world().client(through), call[0], call[1], 1, proxy),
                    clock);
        Outcome unused = order.apply(applier);
        proxy.mode(new FaultMode.Pass());
        clock.advance(Duration.ofMinutes(3));
        assertThat(order.apply(applier))
            .isInstanceOfAny(Outcome.Applied.class, Outcome.Superseded.class);
      }
    }

    assertThat(scene.shown(shop).gross()).isEqualByComparingTo(shop.gross());
    assertThat(scene.shown(shop).lines()).hasSize(3);
    assertThat(scene.open(shop, "1")).isEqualByComparingTo("1");
    assertThat(scene.reserved(scene.sku)).isEqualByComparingTo("1");
    assertThat(scene.reserved(scene.other)).isEqualByComparingTo("3");
  }

  /** One state of an order, applied again and again. */
  record ChoppedOrder(ChannelOrder order) {
    ChoppedOrder(ShopBody shop) {
      this(shop.order());
    }

    Outcome apply(OrderApplier applier) {
      return applier.apply(List.of(new OrderChange.Stated(order))).getFirst();
    }
  }

  /** A channel with two products in stock. */
  final class Scene {
    final OdooWorld world;
    final ChannelId channel = OdooWorld.channel();
    final String sku = "E-" + UUID.randomUUID().toString().substring(0, 8);
    final String other = sku + "-B";

    Scene(OdooWorld world) {
      this.world = world;
      world.admin.count(world.product(sku), 50);
      world.admin.count(world.product(other), 20);
    }

    ShopBody sells(String line, int quantity, String net) {
      return ShopBody.in(channel).line(line, sku, quantity, net);
    }

    Outcome apply(ShopBody shop) {
      return world
          .applier(channel, OdooWorld.policy())
          .apply(List.of(new OrderChange.Stated(shop.order())))
          .getFirst();
    }

    OdooDirectory directory() {
      return new OdooDirectory(
          world.reader,
          world.bot.login(),
          Clock.systemUTC(),
          Duration.ofMinutes(1),
          world.admin.rpc()::version);
    }

    OdooOrder shown(ShopBody shop) {
      ExternalRef ref = ref(shop);
      return Optional.ofNullable(directory().orders(List.of(ref)).get(ref)).orElseThrow();
    }

    OdooFulfilment fulfilment(ShopBody shop) {
      ExternalRef ref = ref(shop);
      return Optional.ofNullable(directory().fulfilments(List.of(ref)).get(ref)).orElseThrow();
    }

    private ExternalRef ref(ShopBody shop) {
      return ExternalRef.order(new OrderKey(channel, shop.id()));
    }

    OdooFulfilment.Line line(ShopBody shop, String line) {
      return fulfilment(shop).line(ref(shop).name() + "~line~" + line).orElseThrow();
    }

    /** A person changes a line's quantity in Odoo. */
    void edit(ShopBody shop, String line, int quantity) {
      world.admin.write(
          "sale.order.line", line(shop, line).id(), Map.of("product_uom_qty", quantity));
    }

    BigDecimal ordered(ShopBody shop, String line) {
      return line(shop, line).ordered();
    }

    /** What open moves still take to the customer. */
    BigDecimal open(ShopBody shop, String line) {
      return fulfilment(shop).openDeliveries(line(shop, line)).stream()
          .map(OdooFulfilment.Move::quantity)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal reserved(String product) {
      return world.number(
          "SELECT coalesce(sum(q.reserved_quantity), 0) FROM stock_quant q JOIN stock_location l ON"
              + " l.id = q.location_id WHERE l.usage = 'internal' AND q.product_id = ?",
          world.product(product));
    }
  }

  private static Problem.Business problem(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).problem();
  }
}
