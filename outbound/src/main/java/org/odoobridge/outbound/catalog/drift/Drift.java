package org.odoobridge.outbound.catalog.drift;

import java.util.Locale;

/** Why a shop shows something else than it acknowledged. */
public enum Drift {
  /** A person or a plugin changed it in the shop. Repaired. */
  EDITED(true),
  /** The shop does not have it any longer. Somebody deleted it: made again only when approved. */
  LOST(false),
  /** The shop's product carries another SKU than the one we know it by. Repaired. */
  MAPPING(true),
  /** The shop sells something that Odoo does not know. */
  UNKNOWN(false),
  /** Several products of the shop have one SKU. */
  DUPLICATE(false);

  private final boolean mayRepair;

  Drift(boolean mayRepair) {
    this.mayRepair = mayRepair;
  }

  /** Whether it may be put right without asking a person. */
  public boolean mayRepair() {
    return mayRepair;
  }

  /** As reports spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
