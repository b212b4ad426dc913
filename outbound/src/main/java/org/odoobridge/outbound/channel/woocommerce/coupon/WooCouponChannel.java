package org.odoobridge.outbound.channel.woocommerce.coupon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.catalog.coupon.CouponChannel;
import org.odoobridge.outbound.catalog.coupon.CouponListing;
import org.odoobridge.outbound.catalog.coupon.ShopTerms;
import org.odoobridge.outbound.catalog.coupon.Wanted;
import org.odoobridge.outbound.channel.woocommerce.ShopFailure;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.LaneGate;
import org.odoobridge.outbound.delivery.Timers;

/**
 * Coupons of a WooCommerce shop: ours are known by a mark in their metadata; a code that somebody
 * else's coupon has is left to people. Every answer is compared with what was sent.
 */
public final class WooCouponChannel implements CouponChannel {
  private static final String TAKEN = "woocommerce_rest_coupon_code_already_exists";
  private static final String GONE = "woocommerce_rest_shop_coupon_invalid_id";
  private static final int BATCH = 100;

  /** Settings of a shop hardly ever change. */
  private static final Duration TERMS_HOLD = Duration.ofMinutes(10);

  private final ChannelId id;
  private final CouponApi api;
  private final Timers timers;
  private final Duration requestLimit;
  private @Nullable Terms asked;
  private Instant askedAt = Instant.MIN;

  /**
   * @param requestLimit longest time the shop goes on working on a request we no longer wait for
   */
  public WooCouponChannel(ChannelId id, ShopHttp shop, Timers timers, Duration requestLimit) {
    this.id = id;
    this.api = new CouponApi(shop);
    this.timers = timers;
    this.requestLimit = requestLimit;
  }

  @Override
  public ChannelId id() {
    return id;
  }

  @Override
  public int batchLimit() {
    return BATCH;
  }

  @Override
  public Terms terms() {
    Terms known = asked;
    Instant now = timers.now();
    if (known != null && now.isBefore(askedAt.plus(TERMS_HOLD))) {
      return known;
    }
    Terms answer = ask();
    asked = answer;
    askedAt = now;
    return answer;
  }

  private Terms ask() {
    try {
      Map<String, String> general = api.settings("general");
      Map<String, String> tax = api.settings("tax");
      return new Terms(
          new ShopTerms(
              general.getOrDefault("woocommerce_currency", ""),
              yes(general, "woocommerce_calc_taxes"),
              yes(tax, "woocommerce_prices_include_tax"),
              tax.getOrDefault("woocommerce_tax_display_cart", "").equals("incl")),
          yes(general, "woocommerce_enable_coupons"));
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
  }

  private static boolean yes(Map<String, String> settings, String setting) {
    return settings.getOrDefault(setting, "").equals("yes");
  }

  @Override
  public List<Seen> look(List<Job> acknowledged) {
    try {
      Map<Long, JsonNode> shown = new HashMap<>();
      api.byId(acknowledged.stream().map(job -> job.listing().shopId()).toList())
          .forEach(one -> shown.put(one.path("id").asLong(), one));
      List<Seen> seen = new ArrayList<>();
      for (Job job : acknowledged) {
        long shopId = job.listing().shopId();
        JsonNode listed = shown.get(shopId);
        Optional<JsonNode> one = listed == null ? api.one(shopId) : Optional.of(listed);
        seen.add(seen(job, one));
      }
      return seen;
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
  }

  private static Seen seen(Job job, Optional<JsonNode> shown) {
    String ref = job.listing().ref();
    if (shown.isEmpty() || shown.get().path("status").asText("").equals("trash")) {
      return new Seen(ref, Optional.empty(), true);
    }
    return new Seen(
        ref, job.wanted().flatMap(wanted -> CouponBody.kept(wanted, shown.get())), false);
  }

  /** One job on its way. */
  private static final class Work {
    private final Job job;
    private final ObjectNode body;
    private CouponListing listing;
    private boolean answered;
    private Outcome outcome =
        new Outcome.Failed(
            Problem.Technical.of(
                TechnicalKind.PROTOCOL, "the shop did not answer for this coupon"));
    private boolean done;

    Work(Job job) {
      this.job = job;
      this.listing = job.listing();
      this.body =
          job.wanted().map(CouponBody::of).orElseGet(() -> CouponBody.off(job.listing().shopId()));
    }

    void end(Outcome result, CouponListing after, boolean byItself) {
      outcome = result;
      listing = after;
      answered = byItself;
      done = true;
    }
  }

  @Override
  public List<Published> publish(List<Job> jobs) {
    List<Work> works = jobs.stream().map(Work::new).toList();
    try {
      works.forEach(this::locate);
      write(works.stream().filter(work -> !work.done).toList());
    } catch (ShopFailure e) {
      works.stream().filter(work -> !work.done).forEach(work -> failed(work, e));
    }
    return works.stream()
        .map(work -> new Published(work.outcome, work.answered, work.listing))
        .toList();
  }

  /** An earlier write may have made it: the shop is asked before anything is created. */
  private void locate(Work work) {
    if (work.listing.found()) {
      return;
    }
    if (work.job.wanted().isEmpty() && work.listing.code().isEmpty()) {
      work.end(new Outcome.Applied("gone"), work.listing.lost(), true);
      return;
    }
    if (!work.listing.unsure()) {
      return;
    }
    Optional<JsonNode> found = api.byCode(work.listing.code());
    Optional<JsonNode> ours =
        found.filter(one -> CouponBody.mark(one).equals(Optional.of(work.listing.ref())));
    if (ours.isPresent()) {
      work.listing = work.listing.foundAt(ours.get().path("id").asLong());
      return;
    }
    Instant until =
        work.listing.askedAt().map(asked -> asked.plus(requestLimit)).orElse(Instant.MIN);
    if (until.isAfter(timers.now())) {
      work.end(
          new Outcome.Uncertain(until, "an earlier request may still be creating it"),
          work.listing,
          true);
    } else if (work.job.wanted().isEmpty()) {
      work.end(new Outcome.Applied("gone"), work.listing.lost(), true);
    }
  }

  private void write(List<Work> works) {
    List<Work> create = works.stream().filter(work -> !work.listing.found()).toList();
    List<Work> update = works.stream().filter(work -> work.listing.found()).toList();
    // Codes become free before they are taken.
    send(List.of(), update.stream().filter(work -> work.job.wanted().isEmpty()).toList());
    send(create, update.stream().filter(work -> work.job.wanted().isPresent()).toList());
  }

  private void send(List<Work> create, List<Work> update) {
    if (create.isEmpty() && update.isEmpty()) {
      return;
    }
    List<ObjectNode> updates = new ArrayList<>();
    for (Work work : update) {
      ObjectNode body = work.body.deepCopy();
      updates.add(body.put("id", work.listing.shopId()));
    }
    List<JsonNode> items = api.batch(create.stream().map(work -> work.body).toList(), updates);
    List<Work> sent = new ArrayList<>(create);
    sent.addAll(update);
    for (int i = 0; i < sent.size(); i++) {
      settle(sent.get(i), items.get(i));
    }
  }

  private void settle(Work work, JsonNode item) {
    JsonNode error = item.path("error");
    if (error.isObject()) {
      refused(work, error);
      return;
    }
    long shopId = item.path("id").asLong(work.listing.shopId());
    if (work.job.wanted().isEmpty()) {
      boolean off = !item.path("status").asText("").equals("publish");
      work.end(
          off ? new Outcome.Applied("withdrawn") : notKept("status is " + item.path("status")),
          work.listing.acknowledged(shopId, "", !off),
          true);
      return;
    }
    Wanted wanted = work.job.wanted().get();
    Optional<String> otherwise = CouponBody.kept(wanted, item);
    work.end(
        otherwise.isEmpty() ? new Outcome.Applied("kept") : notKept(otherwise.get()),
        work.listing.acknowledged(shopId, otherwise.isEmpty() ? wanted.print() : "", true),
        true);
  }

  private static Outcome notKept(String what) {
    return new Outcome.Rejected(
        new Problem.Business(
            "not-kept",
            "the shop keeps the coupon otherwise than it was sent: " + what,
            "look for a plugin of the shop that changes coupons"));
  }

  private void refused(Work work, JsonNode error) {
    String code = error.path("code").asText("");
    int status = error.path("data").path("status").asInt(0);
    String said = (code + " " + error.path("message").asText("")).strip();
    if (code.equals(TAKEN)) {
      taken(work);
    } else if (code.equals(GONE) || (status == 404 && !code.equals("rest_no_route"))) {
      gone(work);
    } else if (status == 0 || status == 429 || status >= 500) {
      work.end(failure(TechnicalKind.SERVER_ERROR, said), work.listing, true);
    } else if (status == 401 || status == 403) {
      work.end(failure(TechnicalKind.UNAUTHORIZED, said), work.listing, true);
    } else {
      work.end(
          new Outcome.Rejected(
              new Problem.Business(
                  "refused-by-shop",
                  said,
                  "change what the shop names in Odoo or in the shop, then redrive it")),
          untouched(work),
          true);
    }
  }

  private static Outcome failure(TechnicalKind kind, String said) {
    return new Outcome.Failed(Problem.Technical.of(kind, said));
  }

  /** Nothing was written: it is as it was before. */
  private static CouponListing untouched(Work work) {
    return work.listing.found() ? work.listing : work.listing.lost();
  }

  /** Another coupon has the code: perhaps ours, of a write whose answer was lost. */
  private void taken(Work work) {
    String code = work.job.wanted().map(one -> one.coupon().code()).orElse(work.listing.code());
    Optional<JsonNode> holder = api.byCode(code);
    boolean ours =
        holder.flatMap(CouponBody::mark).equals(Optional.of(work.listing.ref()))
            && !work.listing.found();
    if (ours) {
      work.listing = work.listing.foundAt(holder.orElseThrow().path("id").asLong());
      work.end(
          new Outcome.Uncertain(timers.now(), "the shop has it already: it is compared"),
          work.listing,
          true);
      return;
    }
    String who = holder.map(one -> " (coupon " + one.path("id").asText() + ")").orElse("");
    work.end(
        new Outcome.Rejected(
            new Problem.Business(
                "coupon-code-taken",
                "the shop has a coupon of its own with code '" + code + "'" + who,
                "give it another code in Odoo, or remove the shop's coupon, then redrive it")),
        untouched(work),
        true);
  }

  private static void gone(Work work) {
    if (work.job.wanted().isEmpty()) {
      work.end(new Outcome.Applied("gone"), work.listing.lost(), true);
      return;
    }
    work.end(
        new Outcome.Rejected(
            new Problem.Business(
                "deleted-in-shop",
                "somebody deleted the coupon in the shop",
                "redrive it to make it again, or archive the program in Odoo")),
        work.listing.lost(),
        true);
  }

  private void failed(Work work, ShopFailure failure) {
    Problem.Technical problem = failure.problem();
    if (LaneGate.nothingDone(problem.kind()) && !failure.mayStillRun()) {
      // It never reached the shop: what was known before still holds.
      work.end(new Outcome.Failed(problem), work.listing, false);
      return;
    }
    if (failure.mayStillRun()) {
      Instant now = timers.now();
      Instant until = work.listing.askedAt().orElse(now).plus(requestLimit);
      work.end(
          new Outcome.Uncertain(until, problem.detail()),
          work.listing.doubted(Optional.of(work.listing.askedAt().orElse(now))),
          false);
    } else {
      work.end(new Outcome.Failed(problem), work.listing.doubted(Optional.empty()), false);
    }
  }
}
