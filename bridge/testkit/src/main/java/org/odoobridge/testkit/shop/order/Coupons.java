package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Batch;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/**
 * The shop's coupons: written over REST, used by orders. Only a published one holds its code: a
 * draft or one in the trash is no coupon to shoppers and leaves the code free.
 */
public final class Coupons {
  private final Site site;
  private final CouponInput input;
  private final Map<Integer, Coupon> byId = new TreeMap<>();

  public Coupons(Site site) {
    this.site = site;
    this.input = new CouponInput(site);
  }

  public void register(Routes routes) {
    routes
        .collection("/coupons", this::list, this::create)
        .batch("/coupons/batch", this::batch)
        .item("/coupons/{id}", this::get, this::update, this::delete);
  }

  /** The coupon that shoppers get by a code: the newest published one. */
  Optional<Coupon> find(String code) {
    String wanted = CouponInput.code(code);
    return byId.values().stream()
        .filter(coupon -> coupon.status.equals("publish") && coupon.code.equals(wanted))
        .reduce((first, second) -> second);
  }

  /** Every coupon as a read shows it, by id. */
  public List<ObjectNode> all() {
    return byId.values().stream().map(this::json).toList();
  }

  /** Somebody in the shop writes a coupon. */
  public ObjectNode create(JsonNode sent) {
    if (sent.path("code").asText("").isEmpty()) {
      throw WooError.of(
          400, "woocommerce_rest_empty_coupon_code", "The coupon code cannot be empty.");
    }
    refuseTaken(sent, 0);
    Coupon coupon = new Coupon(site);
    input.apply(coupon, sent);
    byId.put(coupon.id, coupon);
    site.happened("coupon.created", coupon.id);
    return json(coupon);
  }

  /** Somebody in the shop edits a coupon. */
  public ObjectNode update(int id, JsonNode sent) {
    Coupon coupon = find(id, 400);
    refuseTaken(sent, id);
    input.apply(coupon, sent);
    site.happened("coupon.updated", id);
    return json(coupon);
  }

  /** Somebody in the shop deletes a coupon for good. */
  public ObjectNode delete(int id) {
    Coupon coupon = find(id, 404);
    byId.remove(id);
    return json(coupon);
  }

  private void refuseTaken(JsonNode sent, int id) {
    if (sent.hasNonNull("code")
        && find(sent.path("code").asText()).filter(other -> other.id != id).isPresent()) {
      throw WooError.of(
          400, "woocommerce_rest_coupon_code_already_exists", "The coupon code already exists");
    }
  }

  private Answer list(Call call) {
    Listing listing = new Listing(site, call);
    Set<Integer> include = Set.copyOf(call.numbers("include"));
    List<Coupon> found =
        byId.values().stream()
            .filter(coupon -> include.isEmpty() || include.contains(coupon.id))
            .filter(coupon -> !coupon.status.equals("trash"))
            .filter(
                coupon ->
                    !call.has("code")
                        || find(call.param("code")).filter(one -> one == coupon).isPresent())
            .filter(coupon -> listing.within(coupon.created, coupon.modified))
            .sorted(listing.sort(Coupon::id, one -> one.created, one -> one.modified, Coupon::code))
            .toList();
    return listing.page(found, this::json);
  }

  private Answer create(Call call) {
    CouponInput.SCHEMA.verify(call.body());
    ObjectNode created = create(call.body());
    return Answer.created(created, site.api("/coupons/" + created.path("id").asInt()));
  }

  private Answer get(Call call) {
    return Answer.ok(json(find(call.id(), 404)));
  }

  private Answer update(Call call) {
    CouponInput.SCHEMA.verify(call.body());
    return Answer.ok(update(call.id(), call.body()));
  }

  private Answer delete(Call call) {
    if (call.flag("force")) {
      return Answer.ok(delete(call.id()));
    }
    Coupon coupon = find(call.id(), 404);
    if (coupon.status.equals("trash")) {
      throw WooError.of(
          410, "woocommerce_rest_already_trashed", "The shop_coupon has already been deleted.");
    }
    coupon.status = "trash";
    site.happened("coupon.deleted", coupon.id);
    return Answer.ok(json(coupon));
  }

  private Answer batch(Call call) {
    return Batch.answer(
        call.body(),
        new Batch.Actions(
            this::create,
            item -> update(item.path("id").asInt(), item),
            this::delete,
            item -> IntNode.valueOf(item.asInt())));
  }

  private Coupon find(int id, int missing) {
    Coupon coupon = byId.get(id);
    if (coupon == null) {
      throw WooError.of(missing, "woocommerce_rest_shop_coupon_invalid_id", "Invalid ID.");
    }
    return coupon;
  }

  private ObjectNode json(Coupon coupon) {
    ObjectNode settings = coupon.settings;
    ObjectNode json =
        PhpJson.object()
            .put("id", coupon.id)
            .put("code", coupon.code)
            .put("amount", Money.text(coupon.amount, 2))
            .put("status", coupon.status)
            .put("date_created", site.local(coupon.created))
            .put("date_created_gmt", Site.gmt(coupon.created))
            .put("date_modified", site.local(coupon.modified))
            .put("date_modified_gmt", Site.gmt(coupon.modified))
            .put("discount_type", coupon.type)
            .put("description", coupon.description)
            .put("date_expires", site.local(coupon.expires))
            .put("date_expires_gmt", Site.gmt(coupon.expires))
            .put("usage_count", coupon.usageCount)
            .put("individual_use", settings.path("individual_use").asBoolean());
    json.set("product_ids", ids(settings, "product_ids"));
    json.set("excluded_product_ids", ids(settings, "excluded_product_ids"));
    limit(json, settings, "usage_limit");
    limit(json, settings, "usage_limit_per_user");
    limit(json, settings, "limit_usage_to_x_items");
    json.put("free_shipping", settings.path("free_shipping").asBoolean());
    json.set("product_categories", ids(settings, "product_categories"));
    json.set("excluded_product_categories", ids(settings, "excluded_product_categories"));
    json.put("exclude_sale_items", settings.path("exclude_sale_items").asBoolean());
    json.put("minimum_amount", Money.text(Money.of(settings.path("minimum_amount")), 2));
    json.put("maximum_amount", Money.text(Money.of(settings.path("maximum_amount")), 2));
    json.set("email_restrictions", ids(settings, "email_restrictions"));
    json.set("used_by", coupon.usedBy.deepCopy());
    json.set("meta_data", coupon.meta.json());
    json.set("_links", Links.of(site, "/coupons", coupon.id, Links.ALL));
    return json;
  }

  private static ArrayNode ids(ObjectNode settings, String field) {
    return settings.path(field).isArray()
        ? ((ArrayNode) settings.get(field)).deepCopy()
        : PhpJson.array();
  }

  /** No limit is null, however it is kept. */
  private static void limit(ObjectNode json, ObjectNode settings, String field) {
    int limit = settings.path(field).asInt();
    if (limit == 0) {
      json.putNull(field);
    } else {
      json.put(field, limit);
    }
  }
}
