package org.odoobridge.app.preflight.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.app.preflight.Finding.Level;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.inbound.odoo.rpc.Protocol;

final class OdooCheckTest {
  /** An Odoo in which everything is as it should be, until a test changes it. */
  private static final class Odoo implements OdooRpc {
    private final ObjectMapper json = new ObjectMapper();
    private OdooVersion version = new OdooVersion(14, 0, "14.0");
    private Supplier<Integer> login = () -> 7;
    private Object email = "bridge@shop.example";
    private final Set<String> groups = new HashSet<>(BotUserRecipe.GROUPS);
    private final Set<String> forbidden = new HashSet<>();
    private Map<String, Object> orderFields = Map.of("warehouse_id", Map.of("type", "many2one"));

    @Override
    public JsonNode call(OdooCall call) {
      List<?> args = List.copyOf(call.arguments().values());
      Object result =
          switch (call.method()) {
            case "read" -> List.of(Map.of("email", email, "company_ids", List.of(1)));
            case "has_group" -> groups.contains(String.valueOf(args.getFirst()));
            case "check_access_rights" -> !forbidden.contains(args.getFirst() + " " + call.model());
            case "fields_get" -> orderFields;
            default -> throw new AssertionError("not expected: " + call);
          };
      return json.valueToTree(result);
    }

    @Override
    public OdooVersion version() {
      return version;
    }

    @Override
    public Protocol protocol() {
      return Protocol.JSONRPC;
    }

    @Override
    public int login() {
      return login.get();
    }
  }

  private final Odoo odoo = new Odoo();

  private List<String> messages(Level level) {
    return new OdooCheck(odoo, "bridge-bot")
        .look().stream().filter(f -> f.level() == level).map(Finding::message).toList();
  }

  @Test
  void aUserMadeByTheRecipePasses() {
    assertThat(new OdooCheck(odoo, "bridge-bot").look())
        .extracting(Finding::level)
        .containsOnly(Level.OK);
  }

  @Test
  void anotherVersionIsAWarning() {
    odoo.version = new OdooVersion(18, 0, "18.0");
    assertThat(messages(Level.WARNING)).singleElement().asString().startsWith("Odoo 18.0");
  }

  @Test
  void refusedCredentialsAreAProblem() {
    odoo.login =
        () -> {
          throw new OdooFailure(new OdooFault.Denied("access denied"));
        };
    assertThat(messages(Level.PROBLEM))
        .containsExactly("Odoo refuses user bridge-bot: access denied");
  }

  @Test
  void aUserWithoutAnEMailAddressIsAProblem() {
    odoo.email = false;
    assertThat(messages(Level.PROBLEM)).singleElement().asString().contains("no e-mail address");
  }

  @Test
  void missingRightsAndGroupsAreNamed() {
    odoo.groups.remove("base.group_partner_manager");
    odoo.forbidden.add("create res.partner");
    odoo.forbidden.add("write sale.order");
    assertThat(messages(Level.PROBLEM))
        .containsExactly(
            "user bridge-bot is not in group base.group_partner_manager",
            "user bridge-bot may not create res.partner, write sale.order");
  }

  @Test
  void anAdministratorIsAWarning() {
    odoo.groups.add("base.group_system");
    assertThat(messages(Level.WARNING)).singleElement().asString().contains("is an administrator");
  }

  @Test
  void withoutWarehousesOnOrdersAModuleIsMissing() {
    odoo.orderFields = Map.of();
    assertThat(messages(Level.PROBLEM)).singleElement().asString().contains("sale_stock");
  }
}
