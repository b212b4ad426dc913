package org.odoobridge.conformance.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.odoobridge.conformance.harness.Browser;
import org.odoobridge.conformance.harness.OnBrowser;
import org.odoobridge.conformance.harness.SandboxProcess;
import org.odoobridge.conformance.harness.ShopRest;
import org.odoobridge.testkit.odoo.person.OdooPerson;

/**
 * The console in a real browser, on the sandbox: stock side by side, live; orders; the failed one.
 */
@OnBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopStaffWatchTheConsoleIT {
  private SandboxProcess sandbox;
  private Browser browser;

  @BeforeAll
  void start() {
    sandbox = new SandboxProcess("--trade", "0");
    browser = new Browser();
  }

  @AfterAll
  void stop() {
    browser.close();
    sandbox.close();
  }

  @Test
  void aCountInOdooShowsBesideTheShopsNumberWithoutReload() {
    Page page = console();
    assertThat(page.locator("tr[data-sku='DESK-01'] td[data-odoo]")).hasText("12");
    assertThat(page.locator("tr[data-sku='DESK-01'] td[data-channel='shop']"))
        .hasAttribute("data-shown", "12");

    int unused = person().setStock("DESK-01", 31);

    assertThat(page.locator("tr[data-sku='DESK-01'] td[data-odoo]")).hasText("31");
    assertThat(page.locator("tr[data-sku='DESK-01'] td[data-channel='shop']"))
        .hasAttribute("data-shown", "31");
    Browser.screenshot(page, "console-stock");
  }

  @Test
  void anOrderThatCannotBeAppliedIsFoundWithItsRemedy() {
    Page page = console();

    String good = placeOrder("LAMP-01");
    String bad = placeOrder("NOT-IN-ODOO");

    assertThat(page.locator("#orders li[data-order='" + good + "'][data-state='applied']"))
        .isVisible();
    assertThat(page.locator("#orders li[data-order='" + bad + "'][data-state='rejected']"))
        .isVisible();
    assertThat(page.locator("#orders li[data-order='" + bad + "']")).containsText("NOT-IN-ODOO");
    Browser.screenshot(page, "console-orders");
  }

  @Test
  void theNumberExplainsItself() {
    Page page = console();

    page.locator("tr[data-sku='CLOCK-01'] td[data-channel='shop'] button").click();

    assertThat(page.locator("#explain")).isVisible();
    assertThat(page.locator("#explain-text")).containsText("60");
    Browser.screenshot(page, "console-explain");
  }

  @Test
  void withoutTheTokenNothingIsShown() {
    String url = sandbox.ready().path("console").asText();
    Page page = browser.open(url.substring(0, url.indexOf('#')));

    assertThat(page.locator("#login")).isVisible();
    assertThat(page.locator("#board")).isHidden();
    page.locator("#token").fill("wrong");
    page.getByRole(AriaRole.BUTTON).first().click();
    assertThat(page.locator("#login-error")).not().isEmpty();
  }

  private Page console() {
    Page page = browser.open(sandbox.ready().path("console").asText());
    assertThat(page.locator("#live")).not().hasText("offline");
    return page;
  }

  private OdooPerson person() {
    JsonNode odoo = sandbox.ready().path("odoo");
    return OdooPerson.login(
        odoo.path("url").asText(),
        odoo.path("db").asText(),
        odoo.path("login").asText(),
        odoo.path("password").asText());
  }

  /** An order over the shop's own API; a SKU that Odoo lacks is put on sale first. */
  private String placeOrder(String sku) {
    JsonNode at = sandbox.ready().path("shops").path(0);
    ShopRest shop =
        new ShopRest(at.path("url").asText(), at.path("key").asText(), at.path("secret").asText());
    if (sku.startsWith("NOT-")) {
      JsonObject product =
          new JsonObject().put("name", sku).put("sku", sku).put("regular_price", "5.00");
      JsonNode made = shop.call("POST", "/products", product.encode());
      assertEquals(sku, made.path("sku").asText());
    }
    JsonNode found = shop.call("GET", "/products?sku=" + sku, "");
    JsonObject line =
        new JsonObject().put("product_id", found.path(0).path("id").asInt()).put("quantity", 1);
    JsonObject order =
        new JsonObject()
            .put("status", "processing")
            .put("set_paid", true)
            .put("line_items", new JsonArray(List.of(line)));
    return shop.call("POST", "/orders", order.encode()).path("id").asText();
  }
}
