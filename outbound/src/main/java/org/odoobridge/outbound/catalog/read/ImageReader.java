package org.odoobridge.outbound.catalog.read;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.outbound.catalog.read.Batch.Attachment;
import org.odoobridge.outbound.catalog.read.Batch.ExtraImage;

/** Reads which images there are, by content hash; no bytes. */
final class ImageReader {
  private static final String SQL =
      """
      select a.res_id, a.id, a.checksum, a.mimetype from ir_attachment a
       where a.res_model = ? and a.res_field = ? and a.res_id = any (?)
         and a.checksum is not null and a.type = 'binary' order by a.id""";
  private final Query query;
  private final Shape shape;
  private final Batch batch;

  ImageReader(Query query, Shape shape, Batch batch) {
    this.query = query;
    this.shape = shape;
    this.batch = batch;
  }

  void read(Set<Integer> templates) throws SQLException {
    contents("product.template", "image_1920", templates, batch.templateImages);
    contents("product.product", "image_variant_1920", batch.variantIds(), batch.variantImages);
    if (shape.has("product_image")) {
      extras(templates);
    }
  }

  private void extras(Set<Integer> templates) throws SQLException {
    query.each(
        """
        select i.id, coalesce(i.product_tmpl_id, p.product_tmpl_id),
               coalesce(i.product_variant_id, 0), %s
          from product_image i left join product_product p on p.id = i.product_variant_id
         where i.product_tmpl_id = any (?) or p.product_tmpl_id = any (?)
         order by i.sequence, i.id"""
            .formatted(shape.text("i", "product_image", "name")),
        List.of(templates, templates),
        row -> {
          ExtraImage image =
              new ExtraImage(
                  row.getInt(1), row.getInt(2), row.getInt(3), Query.text(row.getString(4)));
          Batch.add(batch.extraImages, image.template(), image);
        });
    Set<Integer> ids =
        batch.extraImages.values().stream()
            .flatMap(List::stream)
            .map(ExtraImage::id)
            .collect(Collectors.toSet());
    contents("product.image", "image_1920", ids, batch.extraContents);
  }

  private void contents(
      String model, String field, Collection<Integer> ids, Map<Integer, Attachment> into)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    query.each(
        SQL,
        List.of(model, field, ids),
        row ->
            into.put(
                row.getInt(1),
                new Attachment(
                    row.getInt(2), Query.text(row.getString(3)), Query.text(row.getString(4)))));
  }
}
