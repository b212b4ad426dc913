package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;

/** Every kit's recipe as one company makes it, and which kits each component is used in. */
public final class KitBook {
  /** No kits at all. */
  public static final KitBook NONE = new KitBook();

  private final IntMap<Recipe> recipes = new IntMap<>();
  private final IntMap<IntBag> usedIn = new IntMap<>();
  private final List<String> problems = new ArrayList<>();

  private KitBook() {}

  KitBook(KitTables kits, Catalog catalog, int company) {
    kits.forEachKit(
        product -> {
          Recipe recipe = Explosion.of(kits, catalog, company, product);
          if (recipe != null) {
            recipes.put(product, recipe);
            recipe.parts().forEach(part -> Indexes.add(usedIn, part.product(), product));
            if (!recipe.problem().isEmpty()) {
              problems.add(
                  "kit "
                      + catalog.skuOf(product).map(Sku::value).orElse("#" + product)
                      + ": "
                      + recipe.problem()
                      + "; it counts as zero");
            }
          }
        });
  }

  public boolean isEmpty() {
    return recipes.size() == 0;
  }

  /** How a product is made of others; null when it is no kit. */
  public @Nullable Recipe recipe(int product) {
    return recipes.get(product);
  }

  /** Kits that take a product from stock. */
  @Nullable IntBag kitsUsing(int product) {
    return usedIn.get(product);
  }

  /** What keeps kits from being made, for a person. */
  public List<String> problems() {
    return problems;
  }

  /** What {@code kits}, in {@link Millionths}, of a kit take of a component. */
  long taken(int kit, int component, long kits) {
    Recipe recipe = recipes.get(kit);
    long sum = 0;
    for (int i = 0; recipe != null && i < recipe.parts().size(); i++) {
      Recipe.Part part = recipe.parts().get(i);
      sum += part.product() == component ? recipe.taken(part, kits) : 0;
    }
    return sum;
  }

  /** Adds the SKUs of the kits that a product is used in. */
  void touchKits(int product, Catalog catalog, Consumer<Sku> touched) {
    IntBag kits = usedIn.get(product);
    for (int i = 0; kits != null && i < kits.size(); i++) {
      catalog.skuOf(kits.get(i)).ifPresent(touched);
    }
  }

  /** Adds the SKUs of a kit's components, and of all kits that share one of them. */
  void touchParts(int kit, Catalog catalog, Consumer<Sku> touched) {
    Recipe recipe = recipes.get(kit);
    for (int i = 0; recipe != null && i < recipe.parts().size(); i++) {
      int part = recipe.parts().get(i).product();
      catalog.skuOf(part).ifPresent(touched);
      touchKits(part, catalog, touched);
    }
  }
}
