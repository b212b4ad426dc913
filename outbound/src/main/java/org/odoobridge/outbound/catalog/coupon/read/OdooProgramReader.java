package org.odoobridge.outbound.catalog.coupon.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.catalog.config.CouponsConfig;
import org.odoobridge.outbound.catalog.coupon.Program;
import org.odoobridge.outbound.catalog.coupon.ProgramSource;

/**
 * Reads programs from Odoo's database by SQL, in one read-only snapshot. Which tables this Odoo
 * keeps them in is looked up each time, so that a module installed meanwhile counts at once.
 */
public final class OdooProgramReader implements ProgramSource {
  private static final Set<String> TABLES =
      Set.of(
          "coupon_program",
          "coupon_rule",
          "coupon_reward",
          "coupon_coupon",
          "loyalty_program",
          "loyalty_rule",
          "loyalty_rule_product_product_rel",
          "loyalty_reward",
          "loyalty_reward_product_product_rel",
          "loyalty_card",
          "loyalty_program_product_pricelist_rel",
          "product_template",
          "product_product",
          "product_pricelist",
          "product_tag_product_template_rel",
          "product_tag_product_product_rel",
          "res_company",
          "website");

  private final CouponsConfig config;
  private final String pricelist;
  private final PgSession odoo;

  /**
   * @param pricelist name or {@code #id} of the pricelist the channel's customers pay by; empty =
   *     none of Odoo's
   * @param odoo Odoo's database, as a role that may read {@code SourceTables}
   */
  public OdooProgramReader(CouponsConfig config, String pricelist, PgSession odoo) {
    this.config = config;
    this.pricelist = pricelist;
    this.odoo = odoo;
  }

  @Override
  public Reading read() {
    return odoo.inTransaction(
        connection -> {
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          connection.setReadOnly(true);
          return read(new Sql(connection, OdooCatalogue.read(connection, TABLES)));
        });
  }

  private Reading read(Sql sql) throws SQLException {
    ProductSets products = new ProductSets(sql);
    Optional<ProgramTables> tables = tables(sql, products);
    if (tables.isEmpty()) {
      return new Reading(
          List.of(),
          false,
          List.of(
              "coupons.publish: this Odoo has no promotion programs; install sale_coupon or"
                  + " sale_loyalty, or write none"));
    }
    List<Program> programs = tables.get().programs();
    return new Reading(programs, products.anyAsked(), problems(sql, programs));
  }

  private Optional<ProgramTables> tables(Sql sql, ProductSets products) {
    ForChannel channel = new ForChannel(config, pricelist);
    if (sql.catalogue().has("loyalty_program")) {
      return Optional.of(
          new LoyaltyPrograms(sql, products, channel, config.codesPerProgram(), config.zoneId()));
    }
    return sql.catalogue().has("coupon_program")
        ? Optional.of(new CouponPrograms(sql, products, channel, config.codesPerProgram()))
        : Optional.empty();
  }

  private List<String> problems(Sql sql, List<Program> programs) throws SQLException {
    List<String> problems = new ArrayList<>();
    for (String name : config.programs()) {
      if (programs.stream().noneMatch(program -> program.name().equals(name))) {
        problems.add(
            "coupons.programs: Odoo has no active program '"
                + name
                + "'; write its name as Odoo shows it in English");
      }
    }
    List<String> companies =
        sql.rows("select name from res_company", List.of(), row -> Sql.text(row, "name"));
    config.companies().stream()
        .filter(name -> !companies.contains(name))
        .forEach(
            name ->
                problems.add(
                    "coupons.companies: Odoo has no company '"
                        + name
                        + "'; write its name as Odoo shows it"));
    return problems;
  }
}
