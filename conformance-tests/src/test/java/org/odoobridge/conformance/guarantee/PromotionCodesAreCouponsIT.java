package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.conformance.harness.BridgeCli;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnRealOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.rest.Sickness;

/**
 * What the Odoo team does to promotion programs is done to coupons of the shop: created, edited,
 * started by time, used, archived; once, whatever is killed, and never to a coupon of the shop's
 * own.
 */
@OnRealOdoo
class PromotionCodesAreCouponsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter ODOO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Scene scene;
  private OdooClient odoo;

  @BeforeEach
  void start() {
    scene =
        Scene.withChannel(
            OdooHost.real().orElseThrow(),
            ShopOptions.defaults(),
            spot ->
                "stock: { warehouses: [WH] }, catalog: { publish: true,"
                    + " owner: { images: channel }, selection: { categories: ["
                    + spot.mark()
                    + "] }, coupons: { publish: codes } }");
    odoo = scene.person().client();
    int unused = odoo.create("product.category", Map.of("name", scene.channel()));
  }

  @AfterEach
  void stop() {
    odoo.write(
        "coupon.program",
        odoo.search("coupon.program", List.of(List.of("name", "like", scene.channel()))),
        Map.of("active", false));
    scene.close();
  }

  private String code(String name) {
    return (name + "-" + scene.channel()).toUpperCase(java.util.Locale.ROOT);
  }

  /** A percentage off everything for who enters the code. */
  private Map<String, Object> promotion(String name, int percent) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", name + " " + scene.channel());
    values.put("program_type", "promotion_program");
    values.put("promo_code_usage", "code_needed");
    values.put("promo_code", code(name));
    values.put("reward_type", "discount");
    values.put("discount_type", "percentage");
    values.put("discount_percentage", percent);
    values.put("discount_apply_on", "on_order");
    return values;
  }

  private JsonNode coupon(String code) {
    List<ObjectNode> found =
        scene.shop().coupons().stream()
            .filter(one -> one.path("code").asText().equalsIgnoreCase(code))
            .toList();
    assertThat(found).as("coupons with code %s", code).hasSize(1);
    return found.getFirst();
  }

  private void shows(String what, String code, String field, String value) {
    scene
        .await(what)
        .untilAsserted(() -> assertThat(coupon(code).path(field).asText()).isEqualTo(value));
  }

  private int product() {
    Map<String, Object> values = new HashMap<>(scene.person().storable());
    values.put("name", "Mug " + scene.channel());
    values.put("default_code", scene.sku("MUG"));
    values.put(
        "categ_id",
        odoo.search("product.category", List.of(List.of("name", "=", scene.channel()))).getFirst());
    int template = odoo.create("product.template", values);
    return odoo.search("product.product", List.of(List.of("product_tmpl_id", "=", template)))
        .getFirst();
  }

  @Test
  void programsOfARealOdooAreCouponsOfTheShop() {
    int mug = product();
    Map<String, Object> summer = promotion("Summer", 10);
    summer.put("discount_apply_on", "specific_products");
    summer.put("discount_specific_product_ids", List.of(List.of(6, 0, List.of(mug))));
    int program = odoo.create("coupon.program", summer);
    BridgeCli cli = new BridgeCli(scene.start());

    shows("a coupon for the product", code("Summer"), "status", "publish");
    long inShop =
        scene.shop().products().stream()
            .filter(one -> one.path("sku").asText().equals(scene.sku("MUG")))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asLong();
    assertThat(coupon(code("Summer")).path("product_ids").toString()).isEqualTo("[" + inShop + "]");

    odoo.write("coupon.program", List.of(program), Map.of("discount_percentage", 15));
    shows("the new percentage", code("Summer"), "amount", "15.00");

    byTime();
    generated();
    theShopsOwn(cli);
    killed();
    cli = new BridgeCli(scene.bridge());

    odoo.call("coupon.program", "toggle_active", List.of(program));
    shows("the archived program's coupon out", code("Summer"), "status", "draft");

    Map<String, Object> automatic = promotion("Automatic", 5);
    automatic.put("promo_code_usage", "no_code_needed");
    automatic.put("promo_code", false);
    int unused = odoo.create("coupon.program", automatic);
    BridgeCli asked = cli;
    scene
        .await("the refusal by name")
        .untilAsserted(
            () ->
                assertThat(asked.run("catalog", "coupons", "--channel", scene.channel()))
                    .contains("Automatic " + scene.channel())
                    .contains("it counts without a code"));
  }

  /** With no row written when the time comes. */
  private void byTime() {
    Instant soon = Instant.now().plusSeconds(5);
    Map<String, Object> flash = promotion("Flash", 20);
    flash.put("rule_date_from", ODOO_TIME.format(LocalDateTime.ofInstant(soon, ZoneOffset.UTC)));
    int unused = odoo.create("coupon.program", flash);
    shows("what begins by itself", code("Flash"), "status", "publish");
    assertThat(Instant.now()).isAfter(soon.minusSeconds(2));
  }

  private void generated() {
    Map<String, Object> gift = promotion("Gift", 30);
    gift.put("program_type", "coupon_program");
    gift.put("promo_code", false);
    int program = odoo.create("coupon.program", gift);
    int wizard = odoo.create("coupon.generate.wizard", Map.of("nbr_coupons", 2));
    Object unused =
        odoo.execute(
            "coupon.generate.wizard",
            "generate_coupon",
            List.of(List.of(wizard)),
            Map.of("context", Map.of("active_id", program)));
    List<String> codes =
        odoo
            .searchRead("coupon.coupon", List.of(List.of("program_id", "=", program)), "code")
            .stream()
            .map(row -> String.valueOf(row.get("code")))
            .toList();
    assertThat(codes).hasSize(2);
    for (String code : codes) {
      shows("each generated code", code, "status", "publish");
      assertThat(coupon(code).path("usage_limit").asInt()).isEqualTo(1);
      assertThat(coupon(code).path("date_expires_gmt").asText()).endsWith("T23:59:59");
    }
    use(codes.getFirst());
    shows("the used code out", codes.getFirst(), "status", "draft");
    assertThat(coupon(codes.getLast()).path("status").asText()).isEqualTo("publish");
  }

  /** A salesperson uses a code in Odoo. */
  private void use(String code) {
    int partner = odoo.create("res.partner", Map.of("name", "Eva " + scene.channel()));
    int product =
        odoo.search("product.product", List.of(List.of("default_code", "=", scene.sku("MUG"))))
            .getFirst();
    int order =
        odoo.create(
            "sale.order",
            Map.of(
                "partner_id",
                partner,
                "order_line",
                List.of(List.of(0, 0, Map.of("product_id", product, "price_unit", 50)))));
    int wizard = odoo.create("sale.coupon.apply.code", Map.of("coupon_code", code));
    Object unused =
        odoo.execute(
            "sale.coupon.apply.code",
            "process_coupon",
            List.of(List.of(wizard)),
            Map.of("context", Map.of("active_id", order)));
  }

  private void theShopsOwn(BridgeCli cli) {
    int theirs =
        scene
            .shop()
            .createCoupon(JSON.createObjectNode().put("code", code("Welcome")).put("amount", "3"));
    int unused = odoo.create("coupon.program", promotion("Welcome", 90));
    scene
        .await("the conflict by name")
        .untilAsserted(
            () ->
                assertThat(cli.run("catalog", "status", "--channel", scene.channel()))
                    .contains("coupon-code-taken")
                    .contains("(coupon " + theirs + ")"));
    assertThat(coupon(code("Welcome")).path("id").asInt()).isEqualTo(theirs);
    assertThat(coupon(code("Welcome")).path("amount").asText()).isEqualTo("3.00");
  }

  /** The shop has saved the coupon, its answer is lost, and the bridge is killed. */
  private void killed() {
    scene
        .shop()
        .faults()
        .sicken(
            Sickness.SILENT_AFTER_SAVING, 1, request -> request.path().endsWith("/coupons/batch"));
    int program = odoo.create("coupon.program", promotion("Once", 5));
    shows("what the shop saved", code("Once"), "status", "publish");
    scene.bridge().kill();
    odoo.write("coupon.program", List.of(program), Map.of("discount_percentage", 7));
    var unused = scene.start();
    shows("the same coupon, changed", code("Once"), "amount", "7.00");
  }
}
