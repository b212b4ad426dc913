package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;

/**
 * An entry of accounting as Odoo's database shows it, amounts in its own currency and above zero.
 *
 * @param name its number, {@code /} while it has none
 * @param state {@code draft}, {@code posted} or {@code cancel}
 */
public record OdooEntry(
    int id, String name, String state, BigDecimal net, BigDecimal tax, BigDecimal gross) {}
