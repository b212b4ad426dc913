package org.odoobridge.conformance.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.odoobridge.conformance.harness.BridgeYaml;
import org.odoobridge.conformance.harness.Browser;
import org.odoobridge.conformance.harness.CatalogWorld;
import org.odoobridge.conformance.harness.OnBrowser;

/** The first publication of a catalogue, watched in a real browser. */
@OnBrowser
class TheConsoleShowsHowFarACatalogueIsIT {
  private static final int PRODUCTS = 500;

  @Test
  void doneRateAndRemainingAreShownUntilAllIsCompared() throws SQLException, IOException {
    try (CatalogWorld world = new CatalogWorld(PRODUCTS, 1);
        Browser browser = new Browser()) {
      // So slow that the browser sees it under way.
      world.shop().faults().pace(Duration.ofMillis(20), Duration.ofMillis(10));
      world.start(false, CatalogWorld.UNLIMITED);
      Page page = browser.open(world.bridge().url() + "/console/#token=" + BridgeYaml.TOKEN);
      Locator shop = page.locator("#catalog-list li[data-channel='shop']");
      assertThat(shop).containsText("of " + PRODUCTS + " products compared");
      assertThat(shop).containsText("a second");
      assertThat(shop).containsText("remaining");
      assertThat(shop.locator("progress")).isVisible();
      Browser.screenshot(page, "console-catalogue");

      world.shop().faults().heal();
      world.await("all compared", Duration.ofMinutes(2)).until(world::published);
      assertThat(shop).containsText("all " + PRODUCTS + " products compared at");
    }
  }
}
