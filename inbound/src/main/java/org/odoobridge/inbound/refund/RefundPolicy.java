package org.odoobridge.inbound.refund;

import java.time.Duration;
import java.util.Locale;
import org.odoobridge.core.config.Default;

/**
 * How a channel's refunds are carried out in Odoo.
 *
 * @param restock whether refunded goods that were delivered come back: {@code as-shop} (those that
 *     the shop took back into its stock), {@code always} or {@code never}
 * @param creditNotes what becomes of the money: {@code draft} and {@code posted} credit notes, or
 *     {@code never} (accounting does it, or a settlement)
 * @param beforeImport orders refunded in part before they reached Odoo: {@code net} enters what is
 *     left, {@code ask} has them wait for a person
 * @param cancelAfterShipping an order that the shop cancels although goods have left: {@code ask}
 *     has it wait for a person, {@code return} stops what has not left and has the rest come back
 * @param recheck how long after a refund the bridge looks whether the shop has deleted it; 0 =
 *     never
 */
public record RefundPolicy(
    @Default("as-shop") String restock,
    @Default("draft") String creditNotes,
    @Default("net") String beforeImport,
    @Default("ask") String cancelAfterShipping,
    @Default("30d") Duration recheck) {
  public static final RefundPolicy DEFAULTS =
      new RefundPolicy("as-shop", "draft", "net", "ask", Duration.ofDays(30));

  public RefundPolicy {
    Restock unused = Restock.of(restock);
    CreditNotes unusedNotes = CreditNotes.of(creditNotes);
    if (!beforeImport.equals("net") && !beforeImport.equals("ask")) {
      throw new IllegalArgumentException("beforeImport must be net or ask");
    }
    if (!cancelAfterShipping.equals("ask") && !cancelAfterShipping.equals("return")) {
      throw new IllegalArgumentException("cancelAfterShipping must be ask or return");
    }
    if (recheck.isNegative()) {
      throw new IllegalArgumentException("recheck must not be negative");
    }
  }

  enum Restock {
    AS_SHOP,
    ALWAYS,
    NEVER;

    static Restock of(String text) {
      try {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("restock must be as-shop, always or never", e);
      }
    }
  }

  enum CreditNotes {
    DRAFT,
    POSTED,
    NEVER;

    static CreditNotes of(String text) {
      try {
        return valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("creditNotes must be draft, posted or never", e);
      }
    }
  }

  /** Whether refunds become credit notes. */
  public boolean makesCreditNotes() {
    return crediting() != CreditNotes.NEVER;
  }

  /** The same, but all that is delivered comes back. */
  RefundPolicy takingAllBack() {
    return new RefundPolicy("always", creditNotes, beforeImport, cancelAfterShipping, recheck);
  }

  Restock restocking() {
    return Restock.of(restock);
  }

  CreditNotes crediting() {
    return CreditNotes.of(creditNotes);
  }
}
