package org.odoobridge.conformance.harness;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** This machine's own Chromium, driven headless. Switched on by {@code ODOO_BRIDGE_BROWSER=1}. */
public final class Browser implements AutoCloseable {
  private static final String SWITCH = "ODOO_BRIDGE_BROWSER";

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  public Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable().orElseThrow())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** Why the browser tests are not run, or empty when they are. */
  public static Optional<String> whyNot() {
    if (System.getenv(SWITCH) == null) {
      return Optional.of("set " + SWITCH + "=1 to run this in the machine's Chromium");
    }
    return executable().isPresent()
        ? Optional.empty()
        : Optional.of("no chromium on the PATH: install it (apt-get install chromium)");
  }

  public Page open(String url) {
    Page page =
        browser.newPage(
            new com.microsoft.playwright.Browser.NewPageOptions().setViewportSize(1280, 900));
    page.navigate(url);
    return page;
  }

  /** Keeps a picture of the page under {@code target/screenshots}. */
  public static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  private static Optional<Path> executable() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
