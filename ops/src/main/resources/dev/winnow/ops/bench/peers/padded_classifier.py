# A fine-tuned BERT as one traces it for DJL: documents padded to the longest, [D, N]. PaddedModel.java writes it with the
# weights into an archive. Operators are those of a usual export: separate linears for queries, keys and values, the fused
# attention kernel with a mask, GELU and layer norm by themselves.
#
# The head reads the means of all layers, the last state of [CLS] and the maximum over the last states, padding left out.
class PaddedClassifier(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  heads : int
  epsilon : float
  word_embeddings : Tensor
  position_embeddings : Tensor
  type_embeddings : Tensor
  embedding_norm_weight : Tensor
  embedding_norm_bias : Tensor
  query_weight : List[Tensor]
  query_bias : List[Tensor]
  key_weight : List[Tensor]
  key_bias : List[Tensor]
  value_weight : List[Tensor]
  value_bias : List[Tensor]
  attention_out_weight : List[Tensor]
  attention_out_bias : List[Tensor]
  attention_norm_weight : List[Tensor]
  attention_norm_bias : List[Tensor]
  ffn_in_weight : List[Tensor]
  ffn_in_bias : List[Tensor]
  ffn_out_weight : List[Tensor]
  ffn_out_bias : List[Tensor]
  ffn_norm_weight : List[Tensor]
  ffn_norm_bias : List[Tensor]
  head_weight : Tensor
  head_bias : Tensor

  # Scores of the classes, [D, C], of token ids and a mask with 1 on tokens and 0 on padding, [D, N] each.
  def forward(self: __torch__.PaddedClassifier, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
    mask = torch.to(attention_mask, 6)
    shares = torch.unsqueeze(mask / torch.sum(mask, [1], True), 1)
    absent = torch.eq(mask, 0.)
    documents = torch.size(input_ids, 0)
    width = torch.size(input_ids, 1)
    penalty = torch.expand(torch.unsqueeze(torch.unsqueeze((mask - 1.) * 1.0000000000000000e+30, 1), 1), [documents, 1, width, width])
    x = self.embed(input_ids)
    pooled = [torch.squeeze(torch.matmul(shares, x), 1)]
    for layer in range(torch.len(self.query_weight)):
      x = self.layer(layer, x, penalty)
      _0 = torch.append(pooled, torch.squeeze(torch.matmul(shares, x), 1))
    _1 = torch.append(pooled, torch.select(x, 1, 0))
    _2 = torch.append(pooled, torch.amax(torch.masked_fill(x, torch.unsqueeze(absent, 2), -inf), [1]))
    return torch.linear(torch.cat(pooled, 1), self.head_weight, self.head_bias)

  def embed(self: __torch__.PaddedClassifier, ids: Tensor) -> Tensor:
    positions = torch.slice(self.position_embeddings, 0, 0, torch.size(ids, 1))
    x = torch.embedding(self.word_embeddings, ids) + positions + torch.select(self.type_embeddings, 0, 0)
    return self.norm(x, self.embedding_norm_weight, self.embedding_norm_bias)

  def layer(self: __torch__.PaddedClassifier, layer: int, x: Tensor, penalty: Tensor) -> Tensor:
    q = self.split(torch.linear(x, self.query_weight[layer], self.query_bias[layer]))
    k = self.split(torch.linear(x, self.key_weight[layer], self.key_bias[layer]))
    v = self.split(torch.linear(x, self.value_weight[layer], self.value_bias[layer]))
    attended = torch.transpose(torch.scaled_dot_product_attention(q, k, v, penalty), 1, 2)
    projected = torch.linear(torch.reshape(attended, torch.size(x)), self.attention_out_weight[layer], self.attention_out_bias[layer])
    x = self.norm(x + projected, self.attention_norm_weight[layer], self.attention_norm_bias[layer])
    inner = torch.gelu(torch.linear(x, self.ffn_in_weight[layer], self.ffn_in_bias[layer]))
    outer = torch.linear(inner, self.ffn_out_weight[layer], self.ffn_out_bias[layer])
    return self.norm(x + outer, self.ffn_norm_weight[layer], self.ffn_norm_bias[layer])

  # [D, N, H] to [D, heads, N, H / heads].
  def split(self: __torch__.PaddedClassifier, x: Tensor) -> Tensor:
    return torch.transpose(torch.view(x, [torch.size(x, 0), torch.size(x, 1), self.heads, -1]), 1, 2)

  def norm(self: __torch__.PaddedClassifier, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, 2)], weight, bias, self.epsilon)
