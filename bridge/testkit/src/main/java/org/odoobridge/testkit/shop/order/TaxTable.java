package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** The shop's tax rates: one applies per class and country. */
public final class TaxTable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Site site;
  private final List<TaxRate> rates;

  public TaxTable(Site site, List<TaxRate> rates) {
    this.site = site;
    this.rates = new ArrayList<>(rates);
  }

  public void register(Routes routes) {
    routes.collection("/taxes", this::list, this::create);
    routes.read("/taxes/{id}", this::get);
    routes.add("/taxes/classes", "GET, POST", Map.of("GET", this::listClasses));
  }

  /** The rate for goods of a class; a row for the country wins over a row for all. */
  Optional<TaxRate> rate(String taxClass, String country) {
    return rates.stream()
        .filter(rate -> rate.taxClass().equals(taxClass))
        .filter(rate -> rate.country().isEmpty() || rate.country().equals(country))
        .max((a, b) -> Integer.compare(a.country().length(), b.country().length()));
  }

  Optional<TaxRate> byId(int id) {
    return rates.stream().filter(rate -> rate.id() == id).findFirst();
  }

  /** Tax on a net amount, unrounded beyond six decimals. */
  static BigDecimal tax(BigDecimal net, TaxRate rate) {
    return net.multiply(rate.percent()).divide(HUNDRED, 6, RoundingMode.HALF_UP);
  }

  /** The net part of a gross amount, at six decimals. */
  static BigDecimal net(BigDecimal gross, Optional<TaxRate> rate) {
    if (rate.isEmpty()) {
      return gross;
    }
    BigDecimal factor = HUNDRED.add(rate.get().percent());
    return gross.multiply(HUNDRED).divide(factor, 6, RoundingMode.HALF_UP);
  }

  private Answer list(Call call) {
    return new Listing(site, call).page(List.copyOf(rates), this::json);
  }

  private Answer create(Call call) {
    String taxClass = call.param("class").equals("standard") ? "" : call.param("class");
    TaxRate rate =
        new TaxRate(
            rates.size() + 1,
            call.param("country"),
            Money.of(call.body().path("rate")),
            call.param("name"),
            !call.has("shipping") || call.flag("shipping"),
            taxClass);
    rates.add(rate);
    return Answer.created(json(rate), site.api("/taxes/" + rate.id()));
  }

  private Answer get(Call call) {
    return Answer.ok(
        byId(call.id())
            .map(this::json)
            .orElseThrow(
                () -> WooError.of(404, "woocommerce_rest_invalid_id", "Invalid resource ID.")));
  }

  private ObjectNode json(TaxRate rate) {
    ObjectNode json =
        PhpJson.object()
            .put("id", rate.id())
            .put("country", rate.country())
            .put("state", "")
            .put("postcode", "")
            .put("city", "")
            .put("rate", rate.percent().setScale(4, RoundingMode.HALF_UP).toPlainString())
            .put("name", rate.name())
            .put("priority", 1)
            .put("compound", false)
            .put("shipping", rate.shipping())
            .put("order", rate.id())
            .put("class", rate.taxClass().isEmpty() ? "standard" : rate.taxClass());
    json.putArray("postcodes");
    json.putArray("cities");
    json.set("_links", Links.of(site, "/taxes", rate.id(), Links.ALL));
    return json;
  }

  private Answer listClasses(Call call) {
    Answer page =
        new Listing(site, call).page(List.of("Standard", "Reduced", "Zero"), this::taxClass);
    return site.version().modern() ? page : Answer.ok(page.body());
  }

  private ObjectNode taxClass(String name) {
    String slug = name.equals("Standard") ? "standard" : name.toLowerCase(Locale.ROOT) + "-rate";
    ObjectNode json = PhpJson.object().put("slug", slug).put("name", name + " rate");
    json.putObject("_links")
        .putArray("collection")
        .addObject()
        .put("href", site.api("/taxes/classes"));
    return json;
  }
}
