package org.odoobridge.app.preflight.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.app.preflight.Finding.Level;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.OdooDialect;
import org.odoobridge.inbound.odoo.OdooMasterData;
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
    private Protocol protocol = Protocol.JSONRPC;
    private String user = "bridge-bot";
    private Supplier<Integer> login = () -> 7;
    private Object email = "bridge@shop.example";
    private final Set<String> groups = new HashSet<>(BotUserRecipe.GROUPS);
    private final Set<String> forbidden = new HashSet<>();
    private final List<OdooCall> calls = new ArrayList<>();
    private Map<String, Object> orderFields = Map.of("warehouse_id", Map.of("type", "many2one"));

    @Override
    public JsonNode call(OdooCall call) {
      calls.add(call);
      List<?> args = List.copyOf(call.arguments().values());
      Object result =
          switch (call.method()) {
            case "read" ->
                List.of(Map.of("login", user, "email", email, "company_ids", List.of(1)));
            case "has_group" -> groups.contains(String.valueOf(args.getFirst()));
            case "check_access_rights", "has_access" ->
                !forbidden.contains(args.getFirst() + " " + call.model());
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
      return protocol;
    }

    @Override
    public int login() {
      return login.get();
    }
  }

  private final Odoo odoo = new Odoo();
  private boolean roundsGlobally;
  private OdooCheck.Tables tables = this::records;

  private OdooCheck check() {
    return new OdooCheck(odoo, "bridge-bot", version -> tables.read(version));
  }

  /** Tables as Odoo 17 has them, or 14. */
  private OdooMasterData records(OdooVersion version) {
    boolean newer = version.major() >= 17;
    return new OdooMasterData(
        new OdooDialect(
            "tax_id",
            "product_uom",
            false,
            newer ? OdooDialect.Translation.COLUMN : OdooDialect.Translation.TABLE,
            false,
            newer,
            newer,
            newer,
            false),
        1,
        List.of(new OdooMasterData.Company(1, "Shop GmbH", 1, roundsGlobally)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private List<String> messages(Level level) {
    return check().look().stream().filter(f -> f.level() == level).map(Finding::message).toList();
  }

  @Test
  void aUserMadeByTheRecipePasses() {
    assertThat(check().look()).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void releaseProtocolAndDifferencesAreSaid() {
    odoo.version = new OdooVersion(17, 0, "17.0");
    assertThat(messages(Level.OK).getFirst())
        .isEqualTo(
            "Odoo 17.0, JSON-RPC; names translated; line fields tax_id, product_uom; locked is a"
                + " flag; orders without pricelist allowed; notes are HTML");
    assertThat(messages(Level.WARNING)).isEmpty();
  }

  @Test
  void aReleaseThatNobodyKnowsYetIsAWarning() {
    odoo.version = new OdooVersion(20, 0, "20.0");
    odoo.protocol = Protocol.JSON2;
    odoo.groups.addAll(BotUserRecipe.groups(odoo.version));
    assertThat(messages(Level.WARNING))
        .containsExactly("this bridge knows Odoo 14 to 19, not 20.0");
  }

  @Test
  void creditNotesNeedAGroupMoreAndSayWhatElseCanBeDone() {
    OdooCheck crediting = new OdooCheck(odoo, "bridge-bot", this::records, true);

    List<Finding> without = crediting.look();
    odoo.groups.add(BotUserRecipe.CREDITING);
    List<Finding> with = crediting.look();

    assertThat(without)
        .filteredOn(finding -> finding.level() == Level.WARNING)
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains(BotUserRecipe.CREDITING));
    assertThat(with).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void fromOdoo19OnCancellingNeedsAGroupMore() {
    odoo.version = new OdooVersion(19, 0, "19.0");
    odoo.protocol = Protocol.JSON2;
    assertThat(messages(Level.PROBLEM))
        .containsExactly("user bridge-bot is not in group stock.group_stock_user");
    odoo.groups.add("stock.group_stock_user");
    assertThat(messages(Level.PROBLEM)).isEmpty();
  }

  @Test
  void fromOdoo18OnGroupsAndRightsAreAskedOfRecords() {
    odoo.version = new OdooVersion(18, 0, "18.0");
    List<Finding> unused = check().look();
    assertThat(odoo.calls)
        .filteredOn(call -> call.method().equals("has_group"))
        .isNotEmpty()
        .allMatch(call -> call.records().equals(Optional.of(List.of(7))));
    assertThat(odoo.calls)
        .filteredOn(call -> call.method().equals("has_access"))
        .isNotEmpty()
        .allMatch(call -> call.records().equals(Optional.of(List.of())));
    assertThat(odoo.calls).noneMatch(call -> call.method().equals("check_access_rights"));
  }

  @Test
  void aPasswordWhereAKeyIsNeededIsExplained() {
    odoo.version = new OdooVersion(19, 0, "19.0");
    odoo.protocol = Protocol.JSON2;
    odoo.login =
        () -> {
          throw new OdooFailure(new OdooFault.Denied("Odoo refused the API key"));
        };
    assertThat(check().look())
        .filteredOn(finding -> finding.level() == Level.PROBLEM)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.toString()).contains("API key only", "New API Key", "jsonrpc"));
  }

  @Test
  void theOldProtocolOnANewServerIsAWarning() {
    odoo.version = new OdooVersion(19, 0, "19.0");
    assertThat(messages(Level.WARNING))
        .containsExactly("this Odoo speaks JSON-2, and JSON-RPC goes away with Odoo 22");
  }

  @Test
  void aKeyOfAnotherUserIsAProblem() {
    odoo.user = "admin";
    assertThat(messages(Level.PROBLEM)).containsExactly("the secret is that of user admin");
  }

  @Test
  void taxRoundedOverTheWholeOrderIsAWarning() {
    roundsGlobally = true;
    assertThat(messages(Level.WARNING))
        .singleElement()
        .asString()
        .startsWith("company Shop GmbH rounds tax over the whole order");
  }

  @Test
  void tablesThatCannotBeReadAreAWarningAndTheRestIsLookedAt() {
    tables =
        version -> {
          throw new SqlFailure(new SQLException("permission denied for table sale_order"));
        };
    assertThat(messages(Level.WARNING)).singleElement().asString().contains("permission denied");
    assertThat(messages(Level.OK)).contains("modules sale and stock are installed");
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
