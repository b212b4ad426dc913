package org.odoobridge.outbound.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.catalog.price.PriceRows.category;
import static org.odoobridge.outbound.catalog.price.PriceRows.company;
import static org.odoobridge.outbound.catalog.price.PriceRows.cost;
import static org.odoobridge.outbound.catalog.price.PriceRows.currency;
import static org.odoobridge.outbound.catalog.price.PriceRows.pricelist;
import static org.odoobridge.outbound.catalog.price.PriceRows.rate;
import static org.odoobridge.outbound.catalog.price.PriceRows.rule;
import static org.odoobridge.outbound.catalog.price.PriceRows.template;
import static org.odoobridge.outbound.catalog.price.PriceRows.variant;
import static org.odoobridge.outbound.projection.Rows.delete;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.catalog.model.CatalogSink;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.projection.TablePart;

/** Who is told when rules, rates, costs or the time change a price. */
final class PriceDeskTest {
  private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
  private final ManualTime time = new ManualTime();
  private final List<String> told = new ArrayList<>();
  private TablePart part;
  private PriceDesk desk;

  @BeforeEach
  void anOdoo() {
    desk =
        new PriceDesk(
            Map.of(
                new ChannelId("shop"),
                new PricesConfig("Web", "", "USD", PricesConfig.Taxes.ODOO, "", "", 1, 2, true)),
            time);
    desk.tell(
        new CatalogSink() {
          @Override
          public void dirty(Set<Integer> templates) {
            told.add(new TreeSet<>(templates).toString());
          }

          @Override
          public void dirtyAll(String reason) {
            told.add(reason);
          }
        });
    part = desk.part();
    fold(
        company(1, "Main", 1),
        currency(1, "USD", "0.01"),
        currency(2, "EUR", "0.01"),
        category(1, 0, "All"),
        category(2, 1, "All / Office"),
        template(100, "200.00", 2),
        template(101, "49.99", 1),
        variant(10, 100),
        variant(11, 101),
        pricelist(1, "Web", 1),
        pricelist(2, "Unused", 1),
        pricelist(3, "Euro", 2));
    part.takeOver();
    assertThat(told).containsExactly("prices were loaded");
    told.clear();
  }

  @Test
  void aRuleConcernsTheProductsItIsFor() {
    assertThat(after(rule(1, 1, "applied_on", "1_product", "product_tmpl_id", 101)))
        .containsExactly("[101]");
    assertThat(after(rule(2, 1, "applied_on", "0_product_variant", "product_id", 10)))
        .containsExactly("[100]");
    assertThat(after(rule(3, 1, "applied_on", "2_product_category", "categ_id", 2)))
        .containsExactly("[100]");
    assertThat(after(rule(4, 1))).containsExactly("a price rule for all products changed");
    assertThat(after(rule(5, 2))).isEmpty();
    assertThat(after(delete("product_pricelist_item", 1))).containsExactly("[101]");
    assertThat(after(rule(2, 1, "applied_on", "0_product_variant", "product_id", 11)))
        .containsExactly("[100, 101]");
  }

  @Test
  void aPricelistCountsOnceTheChannelsOneIsBasedOnIt() {
    after(
        rule(
            1,
            1,
            "applied_on",
            "1_product",
            "product_tmpl_id",
            100,
            "base",
            "pricelist",
            "base_pricelist_id",
            3));
    assertThat(after(rule(2, 3, "applied_on", "1_product", "product_tmpl_id", 101)))
        .containsExactly("[101]");
    assertThat(after(rate(1, 2, "2026-01-01", "0.5"))).containsExactly("an exchange rate changed");
  }

  @Test
  void costsCountOnlyWhereRulesUseThem() {
    assertThat(after(cost(1, 10, 1, 5))).isEmpty();
    after(rule(1, 1, "compute_price", "formula", "base", "standard_price"));
    assertThat(after(cost(2, 11, 1, 5))).containsExactly("[101]");
    assertThat(after(template(100, "210.00", 2))).containsExactly("[100]");
    assertThat(after(template(100, "210.00", 2))).isEmpty();
  }

  @Test
  void datesTakeEffectWithoutARow() {
    after(
        rule(
            1,
            1,
            "applied_on",
            "1_product",
            "product_tmpl_id",
            100,
            "date_start",
            START.plusSeconds(2),
            "date_end",
            START.plusSeconds(4)),
        rule(
            2,
            1,
            "applied_on",
            "2_product_category",
            "categ_id",
            1,
            "date_start",
            START.plusSeconds(3)));
    told.clear();
    assertThat(desk.nextChange(START)).contains(START.plusSeconds(2));
    time.advance(Duration.ofMillis(1_999));
    assertThat(told).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(told).containsExactly("[100]");
    time.advance(Duration.ofSeconds(1));
    assertThat(told).containsExactly("[100]", "[100, 101]");
    time.advance(Duration.ofSeconds(2));
    assertThat(told).containsExactly("[100]", "[100, 101]", "[100]");
    time.advance(Duration.ofDays(400));
    assertThat(told).hasSize(3);
  }

  private List<String> after(RowChange... changes) {
    told.clear();
    fold(changes);
    part.transactionFolded();
    return List.copyOf(told);
  }

  private void fold(RowChange... changes) {
    for (RowChange change : changes) {
      part.apply(change);
    }
  }

  /** Time moved by hand. */
  private static final class ManualTime implements Timers {
    private record Task(Instant at, Runnable run) {}

    private final PriorityQueue<Task> later = new PriorityQueue<>(Comparator.comparing(Task::at));
    private Instant now = START;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
      later.add(new Task(now.plus(delay), task));
    }

    void advance(Duration by) {
      Instant end = now.plus(by);
      while (!later.isEmpty() && !later.peek().at().isAfter(end)) {
        Task task = later.poll();
        now = task.at();
        task.run().run();
      }
      now = end;
    }
  }
}
