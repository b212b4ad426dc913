/** What a channel's catalogue section may say; settings in → refusals out; catalog.config. */
@org.jspecify.annotations.NullMarked
package org.odoobridge.outbound.catalog.config;
