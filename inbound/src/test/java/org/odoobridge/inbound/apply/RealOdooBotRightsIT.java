package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.OdooBotSetup;
import org.odoobridge.inbound.odoo.RealOdoo;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * The recipe's groups are enough (the applier's contract runs with them) and none is too many; what
 * the bridge does not need it may not do.
 */
class RealOdooBotRightsIT {
  private static RealOdoo odoo;
  private static OdooWorld world;

  @BeforeAll
  static void setUp() {
    odoo = RealOdoo.assumed();
    world = OdooWorld.real(odoo.admin(), odoo.superuser());
  }

  @AfterAll
  static void tearDown() {
    if (world != null) {
      world.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"sales_team.group_sale_salesman_all_leads", "base.group_partner_manager"})
  void withoutAnyOneOfItsGroupsAnOrderOfANewCustomerIsRefused(String missing) {
    String login = "bridge-less-" + UUID.randomUUID();
    List<String> groups =
        BotUserRecipe.groups(world.admin.rpc().version()).stream()
            .filter(group -> !group.equals(missing))
            .toList();
    int user = OdooBotSetup.user(world.admin, world.superuser, login, login, groups);
    OdooRpc less = world.client(odoo.admin().as(login, Secret.of(login)));
    ChannelOrder order =
        Samples.order(json -> json.put("id", UUID.randomUUID().hashCode() & 0xFFFFFF));
    ChannelOrder own =
        new ChannelOrder(
            new OrderKey(OdooWorld.channel(), order.key().orderId()),
            order.number(),
            order.version(),
            order.status(),
            order.currency(),
            order.pricesIncludeTax(),
            order.createdAt(),
            new ChannelOrder.Customer(Optional.empty(), UUID.randomUUID() + "@example.com"),
            order.billing(),
            order.shipping(),
            order.lines(),
            order.shippingLines(),
            order.fees(),
            order.coupons(),
            order.taxLines(),
            order.totals(),
            order.payment(),
            order.refunds(),
            order.note(),
            order.meta());
    own.lines().forEach(line -> line.sku().ifPresent(sku -> world.product(sku.value())));

    Outcome outcome =
        world
            .applier(own.key().channel(), OdooWorld.policy(), less, Clock.systemUTC())
            .apply(List.of(new OrderChange.Stated(own)))
            .getFirst();

    assertThat(user).isPositive();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.problem().detail()).contains("not allowed"));
  }

  @ParameterizedTest
  @CsvSource({
    "ir.model.data, unlink",
    "res.users, write",
    "account.move, create",
    "product.product, write",
    "stock.quant, write"
  })
  void theBotMayNotDoWhatTheBridgeDoesNotDo(String model, String method) {
    OdooRpc bot = world.client(world.bot);
    OdooCall call =
        switch (method) {
          case "unlink" -> OdooCall.unlink(model, List.of(1));
          case "create" -> OdooCall.create(model, List.of(Map.of("move_type", "entry")));
          default -> OdooCall.write(model, List.of(1), Map.of("active", false));
        };

    OdooFault fault = catchThrowableOfType(OdooFailure.class, () -> bot.call(call)).fault();

    assertThat(fault)
        .isInstanceOfSatisfying(
            OdooFault.Refused.class,
            refused -> assertThat(refused.type()).isEqualTo("AccessError"));
  }

  @Test
  void theBotHasAnEmailAddress() {
    int bot = world.admin.search("res.users", "login", world.bot.login()).getFirst();

    assertThat(world.admin.read("res.users", bot, "email").path("email").asText()).contains("@");
  }
}
