package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
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

/** The shop's coupons: created over REST, used by orders. */
public final class Coupons {
  private final Site site;
  private final Map<String, Coupon> byCode = new LinkedHashMap<>();
  private final Map<Integer, Instant> created = new LinkedHashMap<>();

  public Coupons(Site site) {
    this.site = site;
  }

  public void register(Routes routes) {
    routes.collection("/coupons", this::list, this::create);
  }

  Optional<Coupon> find(String code) {
    return Optional.ofNullable(byCode.get(code.toLowerCase(Locale.ROOT)));
  }

  private Answer list(Call call) {
    return new Listing(site, call).page(List.copyOf(byCode.values()), this::json);
  }

  private Answer create(Call call) {
    String type = call.has("discount_type") ? call.param("discount_type") : "fixed_product";
    Coupon coupon =
        new Coupon(
            site.nextPost(),
            call.param("code").toLowerCase(Locale.ROOT),
            type,
            Money.of(call.body().path("amount")));
    byCode.put(coupon.code(), coupon);
    created.put(coupon.id(), site.now());
    site.happened("coupon.created", coupon.id());
    return Answer.created(json(coupon), site.api("/coupons/" + coupon.id()));
  }

  private ObjectNode json(Coupon coupon) {
    Instant at = created.getOrDefault(coupon.id(), Instant.EPOCH);
    ObjectNode json =
        PhpJson.object()
            .put("id", coupon.id())
            .put("code", coupon.code())
            .put("amount", Money.text(coupon.amount(), 2))
            .put("status", "publish")
            .put("date_created", site.local(at))
            .put("date_created_gmt", Site.gmt(at))
            .put("date_modified", site.local(at))
            .put("date_modified_gmt", Site.gmt(at))
            .put("discount_type", coupon.type())
            .put("description", "")
            .putNull("date_expires")
            .putNull("date_expires_gmt")
            .put("usage_count", 0)
            .put("individual_use", false);
    json.putArray("product_ids");
    json.putArray("excluded_product_ids");
    json.putNull("usage_limit").putNull("usage_limit_per_user").putNull("limit_usage_to_x_items");
    json.put("free_shipping", false);
    json.putArray("product_categories");
    json.putArray("excluded_product_categories");
    json.put("exclude_sale_items", false);
    json.put("minimum_amount", "0.00").put("maximum_amount", "0.00");
    json.putArray("email_restrictions");
    json.putArray("used_by");
    json.putArray("meta_data");
    json.set("_links", Links.of(site, "/coupons", coupon.id(), Links.ALL));
    return json;
  }
}
