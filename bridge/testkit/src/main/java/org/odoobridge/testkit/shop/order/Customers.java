package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.MetaData;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** Registered customers and {@code /customers}. */
public final class Customers {
  private static final List<String> ADDRESS =
      List.of(
          "first_name",
          "last_name",
          "company",
          "address_1",
          "address_2",
          "city",
          "postcode",
          "country",
          "state");

  private static final class Customer {
    final int id;
    final Instant created;
    final MetaData meta;
    Instant modified;
    String email = "";
    String firstName = "";
    String lastName = "";
    String username = "";
    boolean paying;
    final ObjectNode billing = PhpJson.object();
    final ObjectNode shipping = PhpJson.object();

    Customer(Site site, int id) {
      this.id = id;
      created = site.now();
      modified = created;
      meta = new MetaData(site);
      ADDRESS.forEach(field -> billing.put(field, ""));
      ADDRESS.forEach(field -> shipping.put(field, ""));
      billing.put("email", "").put("phone", "");
      shipping.put("phone", "");
    }
  }

  private final Site site;
  private final Map<Integer, Customer> byId = new TreeMap<>();
  private int last = 1;

  public Customers(Site site) {
    this.site = site;
  }

  public void register(Routes routes) {
    routes
        .collection("/customers", this::list, this::create)
        .item("/customers/{id}", this::get, this::update, this::delete);
  }

  boolean knows(int id) {
    return byId.containsKey(id);
  }

  void paid(int id) {
    Optional.ofNullable(byId.get(id))
        .ifPresent(
            customer -> {
              customer.paying = true;
              site.happened("customer.updated", id);
            });
  }

  /** The customer as the API shows it; empty when unknown. */
  public Optional<ObjectNode> shown(int id) {
    return Optional.ofNullable(byId.get(id)).map(this::json);
  }

  private Answer list(Call call) {
    Listing listing = new Listing(site, call);
    String email = call.param("email").toLowerCase(Locale.ROOT);
    List<Customer> found =
        byId.values().stream()
            .filter(c -> email.isEmpty() || c.email.toLowerCase(Locale.ROOT).equals(email))
            .filter(c -> !call.has("search") || c.email.contains(call.param("search")))
            .toList();
    return listing.page(found, this::json);
  }

  private Answer create(Call call) {
    String email = call.param("email");
    if (!email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
      throw WooError.of(400, "customer_invalid_email", "Invalid email address");
    }
    if (byId.values().stream().anyMatch(c -> c.email.equalsIgnoreCase(email))) {
      throw WooError.of(400, "registration-error-email-exists", emailTaken(email));
    }
    Customer customer = new Customer(site, ++last);
    if (site.version().modern()) {
      customer.meta.put("default_password_nag", "1");
    }
    customer.username = email.substring(0, email.indexOf('@'));
    apply(customer, call.body());
    byId.put(customer.id, customer);
    site.happened("customer.created", customer.id);
    site.happened("customer.updated", customer.id);
    return Answer.created(json(customer), site.api("/customers/" + customer.id));
  }

  private String emailTaken(String email) {
    return site.version().modern()
        ? "An account is already registered with "
            + email
            + ". Please log in or use a different email address."
        : "An account is already registered with your email address."
            + " <a href=\"#\" class=\"showlogin\">Please log in.</a>";
  }

  private static void apply(Customer customer, JsonNode sent) {
    customer.email = sent.path("email").asText(customer.email);
    customer.firstName = sent.path("first_name").asText(customer.firstName);
    customer.lastName = sent.path("last_name").asText(customer.lastName);
    customer.username = sent.path("username").asText(customer.username);
    merge(customer.billing, sent.path("billing"));
    merge(customer.shipping, sent.path("shipping"));
    customer.meta.apply(sent.path("meta_data"));
  }

  private static void merge(ObjectNode address, JsonNode sent) {
    address
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (sent.hasNonNull(field)) {
                address.put(field, sent.path(field).asText());
              }
            });
  }

  private Answer get(Call call) {
    return Answer.ok(json(find(call)));
  }

  private Answer update(Call call) {
    Customer customer = find(call);
    apply(customer, call.body());
    customer.modified = site.now();
    site.happened("customer.updated", customer.id);
    return Answer.ok(json(customer));
  }

  private Answer delete(Call call) {
    Customer customer = find(call);
    if (!call.flag("force")) {
      throw WooError.of(
          501, "woocommerce_rest_trash_not_supported", "Customers do not support trashing.");
    }
    byId.remove(customer.id);
    site.happened("customer.deleted", customer.id);
    return Answer.ok(json(customer));
  }

  private Customer find(Call call) {
    return Optional.ofNullable(byId.get(call.id()))
        .orElseThrow(
            () ->
                site.version().modern()
                    ? WooError.of(404, "wc_user_invalid_id", "Invalid user ID.")
                    : WooError.of(404, "woocommerce_rest_invalid_id", "Invalid resource ID."));
  }

  private ObjectNode json(Customer customer) {
    ObjectNode json = PhpJson.object().put("id", customer.id);
    json.put("date_created", site.local(customer.created));
    json.put("date_created_gmt", Site.gmt(customer.created));
    json.put("date_modified", site.local(customer.modified));
    json.put("date_modified_gmt", Site.gmt(customer.modified));
    json.put("email", customer.email).put("first_name", customer.firstName);
    json.put("last_name", customer.lastName).put("role", "customer");
    json.put("username", customer.username);
    json.set("billing", customer.billing.deepCopy());
    json.set("shipping", customer.shipping.deepCopy());
    json.put("is_paying_customer", customer.paying);
    json.put("avatar_url", site.url() + "/avatar/" + customer.id + "?s=96&d=mm&r=g");
    json.set("meta_data", customer.meta.json());
    json.set("_links", Links.of(site, "/customers", customer.id, Links.ALL));
    return json;
  }
}
