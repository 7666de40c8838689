
  # Linears through oneDNN: weights re-laid once for its blocked kernels, GELU and the residual sum fused. `tokens` is the batch size the
  # layout is tuned for; any other works too. CPU only.
  def prepare(self: __torch__.PackedEncoder, tokens: int) -> int:
    for weights in [self.qkv_weight, self.attention_out_weight, self.ffn_in_weight, self.ffn_out_weight, self.predictor_in_weight]:
      for layer in range(torch.len(weights)):
        weights[layer] = ops.mkldnn._reorder_linear_weight(weights[layer], tokens)
    return torch.len(self.qkv_weight)

  def project_qkv(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    rows = torch.to(x, self.dtype)
    return ops.mkldnn._linear_pointwise(rows, self.qkv_weight[layer], self.qkv_bias[layer], "none", [], "")

  def project_attended(self: __torch__.PackedEncoder, layer: int, attended: Tensor, x: Tensor) -> Tensor:
    return self.linear_add(attended, x, self.attention_out_weight[layer], self.attention_out_bias[layer])

  def feed_forward(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    inner = self.linear_gelu(torch.to(x, self.dtype), self.ffn_in_weight[layer], self.ffn_in_bias[layer])
    return self.linear_add(inner, x, self.ffn_out_weight[layer], self.ffn_out_bias[layer])

  def score_tokens(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    return self.linear_gelu(x, self.predictor_in_weight[layer], self.predictor_in_bias[layer])

  # The residual stream is float32 in every precision, and oneDNN adds only what has the type of its result.
  def linear_add(self: __torch__.PackedEncoder, x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    if torch.eq(self.dtype, 6):
      sum = ops.mkldnn._linear_pointwise(x, residual, weight, bias, "add")
    else:
      sum = residual + ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")
    return sum

  def linear_gelu(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, weight, bias, "gelu", [], "none")
