package org.odoobridge.inbound.apply;

/** Database ids of an order's customer and of where its invoice and its goods go. */
record Contacts(int partner, int invoiceTo, int shipTo) {}
