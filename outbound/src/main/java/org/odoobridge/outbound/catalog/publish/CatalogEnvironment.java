package org.odoobridge.outbound.catalog.publish;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.ProductSource;
import org.odoobridge.outbound.delivery.Timers;

/**
 * What a catalogue lane needs from outside.
 *
 * @param created told the SKUs that the channel has from now on: their stock should follow at once
 * @param shown told the SKUs that the channel has, as a look at the listing shows: what the stock's
 *     side believes to be missing there, since something was lost on the way, is not
 */
public record CatalogEnvironment(
    ProductSource source,
    CatalogStore store,
    Timers timers,
    RandomGenerator random,
    Consumer<Collection<Sku>> created,
    Consumer<Collection<Sku>> shown) {}
