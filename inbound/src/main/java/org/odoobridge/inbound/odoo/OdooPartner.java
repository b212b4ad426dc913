package org.odoobridge.inbound.odoo;

/**
 * A contact as Odoo's database shows it; texts are empty when not set.
 *
 * @param parent 0 when it stands alone
 * @param country 0 when not set
 */
public record OdooPartner(
    int id,
    boolean active,
    int parent,
    boolean isCompany,
    String name,
    String email,
    String street,
    String street2,
    String zip,
    String city,
    int country) {}
