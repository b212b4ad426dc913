package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.OdooBotSetup;
import org.odoobridge.inbound.odoo.OdooFailure;
import org.odoobridge.inbound.odoo.OdooFault;
import org.odoobridge.inbound.odoo.OdooRpc;
import org.odoobridge.inbound.odoo.OdooRpcConfig;
import org.odoobridge.inbound.odoo.RealOdoo;
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
    List<Integer> groups =
        BotUserRecipe.GROUPS.stream()
            .filter(group -> !group.equals(missing))
            .map(group -> OdooBotSetup.record(world.superuser, group))
            .toList();
    int user =
        world
            .admin
            .call(
                "res.users",
                "create",
                List.of(
                    Map.of(
                        "name", login,
                        "login", login,
                        "password", login,
                        "email", "less@example.com",
                        "groups_id", List.of(List.of(6, 0, groups)))))
            .asInt();
    OdooRpc less =
        world.client(
            OdooRpcConfig.of(odoo.admin().url(), odoo.admin().database(), login, Secret.of(login)));
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
    List<?> args =
        switch (method) {
          case "unlink" -> List.of(List.of(1));
          case "create" -> List.of(Map.of("move_type", "entry"));
          default -> List.of(List.of(1), Map.of("active", false));
        };

    OdooFault fault =
        catchThrowableOfType(OdooFailure.class, () -> bot.call(model, method, args)).fault();

    assertThat(fault)
        .isInstanceOfSatisfying(
            OdooFault.Refused.class,
            refused -> assertThat(refused.type()).isEqualTo("AccessError"));
  }

  @Test
  void theBotHasAnEmailAddress() {
    JsonNode bot =
        world.admin.call(
            "res.users",
            "search_read",
            List.of(List.of(List.of("login", "=", world.bot.login()))),
            Map.of("fields", List.of("email")));

    assertThat(bot.path(0).path("email").asText()).contains("@");
  }
}
