package org.odoobridge.testkit.odoo.contract;

import java.util.List;
import org.odoobridge.testkit.odoo.person.OdooPerson;

/**
 * Something people or a bridge do in Odoo.
 *
 * @param name unique, a file name, too
 * @param story what is done; answers what Odoo said that matters
 */
public record OdooScenario(String name, Story story) {

  /** The calls of a scenario. */
  @FunctionalInterface
  public interface Story {
    /**
     * Runs it.
     *
     * @param prefix of every SKU and reference it makes
     * @return Odoo's answers worth comparing, without ids
     */
    List<String> run(OdooPerson person, String prefix);
  }
}
