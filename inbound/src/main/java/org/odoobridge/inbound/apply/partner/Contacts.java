package org.odoobridge.inbound.apply.partner;

/** Database ids of an order's customer and of where its invoice and its goods go. */
public record Contacts(int partner, int invoiceTo, int shipTo) {}
