package org.odoobridge.outbound.catalog.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What products cost the company: properties until 17, a column with a value per company later. */
final class Costs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<Of, Double> properties = new HashMap<>();

  private record Of(int product, int company) {}

  void changed(PriceRow.@Nullable Cost old, PriceRow.@Nullable Cost now) {
    if (old != null) {
      properties.remove(new Of(old.product(), old.company()));
    }
    if (now != null) {
      properties.put(new Of(now.product(), now.company()), now.cost());
    }
  }

  /** The cost of a variant in a company; zero when nobody entered one. */
  double of(int product, PriceRow.Variant variant, int company) {
    if (!variant.costs().isEmpty()) {
      return byCompany(variant.costs(), company);
    }
    for (Of key :
        new Of[] {new Of(product, company), new Of(product, 0), new Of(0, company), new Of(0, 0)}) {
      Double cost = properties.get(key);
      if (cost != null) {
        return cost;
      }
    }
    return 0;
  }

  private static double byCompany(String costs, int company) {
    try {
      return JSON.readTree(costs).path(String.valueOf(company)).asDouble(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("standard_price is no JSON: " + costs, e);
    }
  }
}
