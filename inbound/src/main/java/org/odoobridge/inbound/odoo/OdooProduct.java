package org.odoobridge.inbound.odoo;

import org.odoobridge.core.model.Sku;

/**
 * A product variant.
 *
 * @param uom its sales unit
 * @param company 0 when shared by all
 */
public record OdooProduct(int id, Sku sku, boolean active, int uom, int company) {}
