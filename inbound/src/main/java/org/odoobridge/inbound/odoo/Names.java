package org.odoobridge.inbound.odoo;

import java.util.HashSet;
import java.util.Set;

/**
 * What a record is called.
 *
 * @param shown in the language of the bridge's user
 * @param all in every language: a setting may name a record in any of them
 */
public record Names(String shown, Set<String> all) {
  public Names {
    Set<String> both = new HashSet<>(all);
    both.add(shown);
    all = Set.copyOf(both);
  }

  /** One name for all languages. */
  public Names(String name) {
    this(name, Set.of(name));
  }

  public boolean has(String name) {
    return all.contains(name);
  }

  @Override
  public String toString() {
    return shown;
  }
}
