package org.odoobridge.inbound.apply.partner;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooPartner;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ChannelOrder.Address;

/**
 * Who an order is for and where it goes, with the references under which Odoo keeps them. A
 * reference holds no personal data, only hashes of it, and is the same for the same person and
 * address every time.
 *
 * @param id the channel's account number, or what stands for it when a guest ordered
 * @param email normalised; empty if there is none
 * @param name never blank
 */
public record OrderParties(
    ChannelId channel, String id, String email, String name, Address billing, Address shipping) {

  /** What a child contact is for; the word is Odoo's. */
  public enum Role {
    INVOICE,
    DELIVERY;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An address of its own. */
  public record Child(ExternalRef ref, Role role, String name, Address address) {}

  public static OrderParties of(ChannelOrder order) {
    ChannelId channel = order.key().channel();
    String email = order.customer().email().strip().toLowerCase(Locale.ROOT);
    String id =
        order
            .customer()
            .id()
            .or(() -> email.isEmpty() ? Optional.empty() : Optional.of("mail-" + hash(email)))
            .orElseGet(
                () ->
                    order.billing().isBlank()
                        ? "anonymous"
                        : "guest-" + hash(canonical(order.billing())));
    return new OrderParties(
        channel,
        id,
        email,
        name(order.billing(), email, "Guest of " + channel),
        order.billing(),
        order.shipping());
  }

  /** Reference of the customer. */
  public ExternalRef ref() {
    return ExternalRef.partner(channel, id);
  }

  /** Whether the goods go where the invoice goes. */
  public boolean shipsToBilling() {
    return shipping.isBlank() || canonical(shipping).equals(canonical(billing));
  }

  /** Every child contact the order could need. */
  public Stream<Child> children() {
    Stream<Child> invoice =
        billing.isBlank() ? Stream.empty() : Stream.of(child(Role.INVOICE, billing));
    return shipsToBilling()
        ? invoice
        : Stream.concat(invoice, Stream.of(child(Role.DELIVERY, shipping)));
  }

  /** The child contacts that are needed because {@code main} has another address. */
  public Stream<Child> childrenBesides(OdooPartner main, OdooMasterData odoo) {
    return children().filter(child -> !isAddressOf(main, child.address(), odoo));
  }

  private Child child(Role role, Address address) {
    String childId = id + "-" + role.word() + "-" + hash(canonical(address));
    return new Child(ExternalRef.partner(channel, childId), role, name(address, "", name), address);
  }

  private static boolean isAddressOf(OdooPartner partner, Address address, OdooMasterData odoo) {
    return same(partner.street(), address.street())
        && same(partner.street2(), address.street2())
        && same(partner.zip(), address.zip())
        && same(partner.city(), address.city())
        && partner.country() == odoo.country(address.country()).orElse(0)
        && (address.fullName().isEmpty() || same(partner.name(), address.fullName()));
  }

  private static String name(Address address, String email, String otherwise) {
    return Stream.of(address.fullName(), address.company(), email, otherwise)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElseThrow();
  }

  private static boolean same(String a, String b) {
    return folded(a).equals(folded(b));
  }

  private static String canonical(Address address) {
    return String.join(
        "\n",
        List.of(
            folded(address.fullName()),
            folded(address.company()),
            folded(address.street()),
            folded(address.street2()),
            folded(address.zip()),
            folded(address.city()),
            folded(address.state()),
            folded(address.country())));
  }

  private static String folded(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
