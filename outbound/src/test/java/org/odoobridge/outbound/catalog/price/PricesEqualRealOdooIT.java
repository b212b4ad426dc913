package org.odoobridge.outbound.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.TablePart;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooRefusal;

/**
 * Our prices against a real Odoo 14's own, for random pricelists; see {@link OdooServer} for how to
 * switch it on.
 */
@ResourceLock("real-odoo")
final class PricesEqualRealOdooIT {
  private static final long SEED = 20_260_615;
  private static final double EXACT = 1e-9;
  private static final double CENT = 0.01;
  private static final int COMPANY = 1;
  private static OdooServer real;
  private static OdooClient odoo;

  @BeforeAll
  static void connect() {
    Optional<OdooServer> server = OdooServer.shared();
    if (server.isEmpty()) {
      System.out.println(
          "prices are not compared with a real Odoo: set " + OdooServer.SWITCH + "=14 to do so");
    }
    Assumptions.assumeTrue(server.isPresent(), OdooServer.SWITCH + " is not set");
    real = server.orElseThrow();
    odoo = OdooClient.login(real.url(), real.database(), real.adminLogin(), real.adminPassword());
  }

  @Test
  void thousandsOfRandomPricesAreOdoosOwn() {
    RandomPricelists content = new RandomPricelists(odoo, SEED);
    PriceTables tables = load();
    int cases = 0;
    int ruled = 0;
    for (LocalDateTime at :
        List.of(
            RandomPricelists.MIDDLE,
            RandomPricelists.MIDDLE.plusSeconds(1),
            RandomPricelists.MIDDLE.minusDays(2),
            RandomPricelists.MIDDLE.plusDays(30),
            RandomPricelists.MIDDLE.minusYears(1))) {
      for (int quantity : List.of(1, 6)) {
        for (int variant : content.variants) {
          Map<?, ?> answers = ask(content.pricelists, variant, quantity, at);
          PriceMath math = new PriceMath(tables, COMPANY, quantity, at.toInstant(ZoneOffset.UTC));
          for (int pricelist : content.pricelists) {
            List<?> answer =
                (List<?>) Objects.requireNonNull(answers.get(String.valueOf(pricelist)));
            double price = ((Number) answer.get(0)).doubleValue();
            Derivation ours = math.inPricelist(variant, pricelist);
            String why = "at " + at + " × " + quantity + "\n" + String.join("\n", ours.lines());
            assertThat(ours.amount()).as(why).isEqualTo(price, within(EXACT));
            assertThat(OdooFloat.round(ours.amount(), CENT))
                .as(why)
                .isEqualTo(OdooFloat.round(price, CENT));
            assertThat(ours.rule().map(rule -> (Object) rule.id()).orElse(false))
                .as(why)
                .isEqualTo(answer.get(1));
            ruled += ours.rule().isPresent() ? 1 : 0;
            cases++;
          }
        }
      }
    }
    System.out.println(cases + " prices equal Odoo's, " + ruled + " of them by a rule");
    assertThat(cases).isGreaterThanOrEqualTo(500);
    assertThat(ruled).isGreaterThan(cases / 2);
  }

  @Test
  void hundredsOfTaxedPricesAreOdoosOwn() {
    Random random = new Random(SEED);
    List<Integer> taxes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      taxes.add(tax(random, i, taxes));
    }
    PriceTables tables = load();
    int cases = 0;
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      Set<Integer> some = new TreeSet<>();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        some.add(taxes.get(random.nextInt(taxes.size())));
      }
      double price = (1 + random.nextInt(100_000)) / 100.0;
      TaxMath math = new TaxMath(tables, COMPANY, 0, CENT);
      Map<?, ?> answer;
      try {
        answer =
            (Map<?, ?>)
                Objects.requireNonNull(
                    odoo.call(
                        "account.tax", "json_friendly_compute_all", List.copyOf(some), price));
      } catch (OdooRefusal e) {
        assertThatThrownBy(() -> math.totals(price, List.copyOf(some)))
            .isInstanceOf(Unpriced.class);
        refused++;
        continue;
      }
      TaxMath.Totals ours = math.totals(price, List.copyOf(some));
      String why = price + " with " + some;
      assertThat(ours.excluded())
          .as(why)
          .isEqualTo(number(answer, "total_excluded"), within(EXACT));
      assertThat(ours.included())
          .as(why)
          .isEqualTo(number(answer, "total_included"), within(EXACT));
      cases++;
    }
    System.out.println(cases + " taxed prices equal Odoo's, " + refused + " refused by both");
    assertThat(cases).isGreaterThanOrEqualTo(100);
  }

  private static double number(Map<?, ?> answer, String key) {
    return ((Number) Objects.requireNonNull(answer.get(key))).doubleValue();
  }

  private static int tax(Random random, int number, List<Integer> earlier) {
    Map<String, Object> tax = new LinkedHashMap<>();
    tax.put("name", "Oracle tax " + number + " " + Long.toHexString(System.nanoTime()));
    tax.put("type_tax_use", "sale");
    tax.put("sequence", random.nextInt(10));
    int kind = random.nextInt(earlier.size() < 8 ? 5 : 6);
    if (kind == 5) {
      tax.put("amount_type", "group");
      tax.put("amount", 0);
      tax.put(
          "children_tax_ids",
          List.of(List.of(6, 0, List.of(earlier.get(0), earlier.get(1 + random.nextInt(6))))));
      return odoo.create("account.tax", tax);
    }
    tax.put("amount_type", kind < 3 ? "percent" : kind == 3 ? "fixed" : "division");
    tax.put("amount", (1 + random.nextInt(2_500)) / 100.0);
    boolean included = random.nextInt(3) == 0;
    tax.put("price_include", included);
    tax.put("include_base_amount", included ? random.nextBoolean() : random.nextInt(8) == 0);
    return odoo.create("account.tax", tax);
  }

  private static Map<?, ?> ask(
      List<Integer> pricelists, int variant, int quantity, LocalDateTime at) {
    Object answer =
        odoo.execute(
            "product.pricelist",
            "price_rule_get",
            List.of(pricelists, variant, quantity),
            Map.of("context", Map.of("date", RandomPricelists.ODOO_TIME.format(at))));
    return (Map<?, ?>) Objects.requireNonNull(answer);
  }

  /** Reads the tables from Odoo's database as the bridge does. */
  private static PriceTables load() {
    PriceTables tables = new PriceTables(Set.of());
    PgUrl url =
        new PgUrl(
            "postgresql://%s@127.0.0.1:%d/%s"
                .formatted(real.superuser(), real.postgresPort(), real.database()),
            Secret.of(real.superuserPassword()));
    try (PgSession session = PgSession.open(url, "price-oracle", 1)) {
      long began = System.nanoTime();
      new ProjectionLoader(session, new Kept(false, false), "", List.of(() -> new Loading(tables)))
          .load(List.of());
      System.out.println(
          "loaded in " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }
    return tables;
  }

  /** Only the tables, without a desk. */
  private record Loading(PriceTables into) implements TablePart {
    @Override
    public Set<String> tables() {
      return PriceTables.NAMES;
    }

    @Override
    public void apply(RowChange change) {
      into.apply(change);
    }

    @Override
    public void takeOver() {
      throw new IllegalStateException("nobody follows the WAL here at " + Instant.now());
    }

    @Override
    public void transactionFolded() {
      throw new IllegalStateException("nobody follows the WAL here at " + Instant.now());
    }
  }
}
