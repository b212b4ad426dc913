package org.odoobridge.outbound.catalog.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.read.Batch.Attachment;
import org.odoobridge.outbound.catalog.read.Batch.ExtraImage;
import org.odoobridge.outbound.catalog.read.Batch.Template;

/** Images of a template and of its variants, each content once. */
record Pictures(Batch batch) {
  /** Main image, then the extra ones; those of single variants too, unless variations show them. */
  FieldValue ofTemplate(Template template, boolean variable) {
    String name = template.values().getOrDefault("name", "");
    List<FieldValue.Image> images = new ArrayList<>();
    Attachment main = batch.templateImages.get(template.id());
    List<Batch.Variant> variants = Batch.at(batch.variants, template.id());
    if (main == null && !variable && !variants.isEmpty()) {
      main = batch.variantImages.get(variants.getFirst().id());
    }
    add(images, main, name);
    for (ExtraImage extra : Batch.at(batch.extraImages, template.id())) {
      if (extra.variant() == 0 || !variable) {
        add(
            images,
            batch.extraContents.get(extra.id()),
            extra.alt().isBlank() ? name : extra.alt());
      }
    }
    return new FieldValue.Images(images);
  }

  /** The one image a variation can have; none when it looks like its template. */
  FieldValue ofVariant(Template template, int variant) {
    List<FieldValue.Image> images = new ArrayList<>();
    add(images, batch.variantImages.get(variant), template.values().getOrDefault("name", ""));
    return new FieldValue.Images(images);
  }

  private static void add(List<FieldValue.Image> images, @Nullable Attachment content, String alt) {
    if (content != null && images.stream().noneMatch(i -> i.hash().equals(content.hash()))) {
      images.add(new FieldValue.Image(content.hash(), content.id(), content.mimeType(), alt));
    }
  }
}
