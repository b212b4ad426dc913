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
 */
public record CatalogEnvironment(
    ProductSource source,
    CatalogStore store,
    Timers timers,
    RandomGenerator random,
    Consumer<Collection<Sku>> created) {}
