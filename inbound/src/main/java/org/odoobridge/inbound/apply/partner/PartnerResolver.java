package org.odoobridge.inbound.apply.partner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.call.BatchLoad;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooPartner;

/**
 * Finds or creates the contacts of orders: by our own reference, else by e-mail, else anew. A
 * contact that others made is never changed; an address that differs from it becomes a child
 * contact, one per distinct address.
 */
public final class PartnerResolver {
  private static final String MODEL = "res.partner";

  private final OdooDirectory directory;
  private final BatchLoad load;

  public PartnerResolver(OdooDirectory directory, BatchLoad load) {
    this.directory = directory;
    this.load = load;
  }

  /** The contacts of one order, or why there are none. */
  public sealed interface Resolution {
    record Found(Contacts contacts) implements Resolution {}

    record Missing(BatchLoad.Result because) implements Resolution {}
  }

  public Map<OrderKey, Resolution> resolve(Collection<OrderDraft> drafts, OdooMasterData odoo) {
    Map<OrderKey, OrderParties> parties = new LinkedHashMap<>();
    drafts.forEach(draft -> parties.put(draft.order().key(), OrderParties.of(draft.order())));
    Map<ExternalRef, Integer> known = known(parties.values());
    Map<Integer, OdooPartner> shown = directory.partners(new HashSet<>(known.values()));
    Map<ExternalRef, OdooPartner> mains = new HashMap<>();
    Map<ExternalRef, BatchLoad.Result> refused = new HashMap<>();
    for (OrderParties party : parties.values()) {
      OdooPartner partner = shown.get(known.getOrDefault(party.ref(), 0));
      if (partner != null && partner.active()) {
        mains.put(party.ref(), partner);
      } else if (partner != null) {
        refused.put(party.ref(), archived(partner));
      }
    }
    findByEmail(drafts, parties, mains, refused);
    create(parties.values(), mains, refused, odoo);
    return addresses(parties, known, mains, refused, odoo);
  }

  private Map<ExternalRef, Integer> known(Collection<OrderParties> parties) {
    Set<ExternalRef> refs =
        parties.stream()
            .flatMap(
                party ->
                    Stream.concat(
                        Stream.of(party.ref()), party.children().map(OrderParties.Child::ref)))
            .collect(Collectors.toSet());
    return directory.ids(MODEL, refs);
  }

  private void findByEmail(
      Collection<OrderDraft> drafts,
      Map<OrderKey, OrderParties> parties,
      Map<ExternalRef, OdooPartner> mains,
      Map<ExternalRef, BatchLoad.Result> refused) {
    Map<Integer, List<OrderParties>> byCompany = new HashMap<>();
    for (OrderDraft draft : drafts) {
      OrderParties party = Optional.ofNullable(parties.get(draft.order().key())).orElseThrow();
      if (!mains.containsKey(party.ref())
          && !refused.containsKey(party.ref())
          && !party.email().isEmpty()) {
        byCompany.computeIfAbsent(draft.company(), company -> new ArrayList<>()).add(party);
      }
    }
    byCompany.forEach(
        (company, asking) -> {
          Map<String, List<OdooPartner>> found =
              directory.partnersByEmail(
                  asking.stream().map(OrderParties::email).collect(Collectors.toSet()), company);
          for (OrderParties party : asking) {
            List<OdooPartner> fitting = found.getOrDefault(party.email(), List.of());
            if (!fitting.isEmpty()) {
              mains.put(party.ref(), fitting.getFirst());
            }
          }
        });
  }

  private void create(
      Collection<OrderParties> parties,
      Map<ExternalRef, OdooPartner> mains,
      Map<ExternalRef, BatchLoad.Result> refused,
      OdooMasterData odoo) {
    Map<ExternalRef, OrderParties> missing = new LinkedHashMap<>();
    Map<String, ExternalRef> firstOf = new HashMap<>();
    for (OrderParties party : parties) {
      if (!mains.containsKey(party.ref()) && !refused.containsKey(party.ref())) {
        // One person may have ordered both as a guest and with an account.
        String person = party.email().isEmpty() ? party.ref().name() : party.email();
        if (party.ref().equals(firstOf.computeIfAbsent(person, p -> party.ref()))) {
          missing.putIfAbsent(party.ref(), party);
        }
      }
    }
    List<BatchLoad.Item<ExternalRef>> items =
        missing.entrySet().stream()
            .map(
                entry ->
                    new BatchLoad.Item<>(
                        entry.getKey(), List.of(PartnerRows.main(entry.getValue(), odoo))))
            .toList();
    load.load(MODEL, PartnerRows.MAIN_FIELDS, items)
        .forEach(
            (ref, result) -> {
              OrderParties party = missing.get(ref);
              if (result instanceof BatchLoad.Result.Loaded loaded && party != null) {
                mains.put(ref, PartnerRows.asShown(loaded.id(), party, odoo));
              } else {
                refused.put(ref, result);
              }
            });
    for (OrderParties party : parties) {
      ExternalRef first = firstOf.get(party.email());
      OdooPartner made = first == null ? null : mains.get(first);
      BatchLoad.Result failed = first == null ? null : refused.get(first);
      if (made != null) {
        mains.putIfAbsent(party.ref(), made);
      } else if (failed != null) {
        refused.putIfAbsent(party.ref(), failed);
      }
    }
  }

  private Map<OrderKey, Resolution> addresses(
      Map<OrderKey, OrderParties> parties,
      Map<ExternalRef, Integer> known,
      Map<ExternalRef, OdooPartner> mains,
      Map<ExternalRef, BatchLoad.Result> refused,
      OdooMasterData odoo) {
    Map<ExternalRef, BatchLoad.Item<ExternalRef>> missing = new LinkedHashMap<>();
    for (OrderParties party : parties.values()) {
      OdooPartner main = mains.get(party.ref());
      if (main != null) {
        party
            .childrenBesides(main, odoo)
            .filter(child -> !known.containsKey(child.ref()))
            .forEach(
                child ->
                    missing.putIfAbsent(
                        child.ref(),
                        new BatchLoad.Item<>(
                            child.ref(), List.of(PartnerRows.child(child, main.id(), odoo)))));
      }
    }
    Map<ExternalRef, BatchLoad.Result> children =
        new HashMap<>(load.load(MODEL, PartnerRows.CHILD_FIELDS, List.copyOf(missing.values())));
    known.forEach((ref, id) -> children.putIfAbsent(ref, new BatchLoad.Result.Loaded(id)));
    Map<OrderKey, Resolution> resolved = new HashMap<>();
    parties.forEach(
        (key, party) -> {
          OdooPartner main = mains.get(party.ref());
          resolved.put(
              key,
              main == null
                  ? new Resolution.Missing(
                      Optional.ofNullable(refused.get(party.ref())).orElseThrow())
                  : contacts(party, main, children, odoo));
        });
    return resolved;
  }

  private static Resolution contacts(
      OrderParties party,
      OdooPartner main,
      Map<ExternalRef, BatchLoad.Result> children,
      OdooMasterData odoo) {
    Map<OrderParties.Role, Integer> ids = new HashMap<>();
    for (OrderParties.Child child : party.childrenBesides(main, odoo).toList()) {
      BatchLoad.Result result = Optional.ofNullable(children.get(child.ref())).orElseThrow();
      if (!(result instanceof BatchLoad.Result.Loaded loaded)) {
        return new Resolution.Missing(result);
      }
      ids.put(child.role(), loaded.id());
    }
    int invoiceTo = ids.getOrDefault(OrderParties.Role.INVOICE, main.id());
    int other = party.shipsToBilling() ? invoiceTo : main.id();
    return new Resolution.Found(
        new Contacts(main.id(), invoiceTo, ids.getOrDefault(OrderParties.Role.DELIVERY, other)));
  }

  private static BatchLoad.Result archived(OdooPartner partner) {
    return new BatchLoad.Result.Refused(
        new Problem.Business(
            "archived-customer",
            "the customer's contact #" + partner.id() + " is archived in Odoo",
            "unarchive it, or delete its external id to have a new one made, then redrive"));
  }
}
