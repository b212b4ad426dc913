package org.odoobridge.outbound.catalog.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a field should be. Equal values are equal content, whatever way they were written; {@link
 * #canonical} is stable text for fingerprints.
 */
public sealed interface FieldValue {
  String canonical();

  /** Text, also for states and dates; the empty text clears the field. */
  record Text(String text) implements FieldValue {
    @Override
    public String canonical() {
      return text;
    }
  }

  /** A number or an amount of money in the shop's currency; scale does not matter. */
  record Amount(BigDecimal amount) implements FieldValue {
    public Amount {
      amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    @Override
    public String canonical() {
      return amount.toPlainString();
    }
  }

  record Flag(boolean on) implements FieldValue {
    @Override
    public String canonical() {
      return Boolean.toString(on);
    }
  }

  /**
   * Categories, tags or brands by name.
   *
   * @param paths each from the root down; a tag's path has one element
   */
  record Terms(List<List<String>> paths) implements FieldValue {
    public Terms {
      paths = paths.stream().map(List::copyOf).toList();
    }

    @Override
    public String canonical() {
      return paths.stream().map(path -> String.join(" / ", path)).sorted().toList().toString();
    }
  }

  /** Attributes with the values that are on offer, in Odoo's order. */
  record Attributes(List<Attribute> attributes) implements FieldValue {
    public Attributes {
      attributes = List.copyOf(attributes);
    }

    @Override
    public String canonical() {
      return attributes.toString();
    }
  }

  /**
   * @param forVariations whether its values make variants; otherwise it only describes
   */
  record Attribute(String name, List<String> options, boolean forVariations) {
    public Attribute {
      options = List.copyOf(options);
    }
  }

  /** Images in the order shown. */
  record Images(List<Image> images) implements FieldValue {
    public Images {
      images = List.copyOf(images);
    }

    @Override
    public String canonical() {
      return images.toString();
    }
  }

  /**
   * @param hash SHA-1 of the content in hex, as Odoo stores it in {@code ir_attachment.checksum}
   * @param attachment {@code ir_attachment.id} to read the bytes from
   */
  record Image(String hash, int attachment, String mimeType, String alt) {}

  /** Other products by template, for upsells and cross-sells. */
  record Products(List<Integer> templates) implements FieldValue {
    public Products {
      templates = List.copyOf(templates);
    }

    @Override
    public String canonical() {
      return templates.toString();
    }
  }
}
