package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of the places at which a channel shows a SKU.
 *
 * @param id the channel's id of the product or variation
 * @param parent id of the product it is a variation of; empty when it is none
 * @param quantity what it last acknowledged or showed; empty when that is not known
 * @param at when that was; empty when it is not known
 */
public record ShownAt(String id, String parent, OptionalLong quantity, Optional<Instant> at) {}
