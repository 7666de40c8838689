  activation_scales : List[float]
  activation_zero_points : List[int]
  weight_scales : List[Tensor]
  weight_zero_points : List[Tensor]

  # Linears in 8-bit integers through oneDNN. Weights have a scale for each row of outputs, activations one scale and zero
  # point for each linear, measured beforehand: a scale of the batch at hand would make a document's result depend on its
  # batch-mates. Linear i of layer l is number 4 l + i in the lists. Queries, keys and values are in `dtype`, as attention
  # wants them, what enters a norm is float32, and between the linears of the feed-forward network GELU's result stays in 8 bits.
  def prepare(self: __torch__.PackedEncoder, tokens: int) -> int:
    for layer in range(torch.len(self.qkv_weight)):
      for weights in [self.qkv_weight, self.attention_out_weight, self.ffn_in_weight, self.ffn_out_weight]:
        weight = weights[layer]
        scales = torch.clamp(torch.amax(torch.abs(weight), [1]), 9.9999999999999998e-13) / 127
        steps = torch.to(torch.round(weight / torch.unsqueeze(scales, 1)), 1)
        weights[layer] = ops.onednn.qlinear_prepack(steps, [tokens, torch.size(weight, 1)])
        _0 = torch.append(self.weight_scales, scales)
        _1 = torch.append(self.weight_zero_points, torch.zeros([torch.size(scales, 0)], dtype=3))
    for layer in range(torch.len(self.predictor_in_weight)):
      self.predictor_in_weight[layer] = ops.mkldnn._reorder_linear_weight(self.predictor_in_weight[layer], tokens)
    return torch.len(self.qkv_weight)

  # 0 where the largest products add up exactly. Processors without VNNI instructions add pairs of them in 16 bits, which
  # overflow at weights and activations that are both large.
  def rounding_of_products(self: __torch__.PackedEncoder) -> Tensor:
    ones = torch.ones([16])
    weight = ops.onednn.qlinear_prepack(torch.full([16, 64], 127, dtype=1), [4, 64])
    x = self.steps(torch.full([4, 64], 255.), 1., 0)
    sums = ops.onednn.qlinear_pointwise(x, 1., 0, weight, ones, torch.zeros([16], dtype=3), None, 1., 0, 6, "none", [], "")
    return torch.max(torch.abs(sums - 2072640))

  # x in steps of 8 bits, [T, n]. `set_` makes a tensor of bytes over the memory of the quantized one. The operator that is
  # meant for that, int_repr, copies element by element and takes twice as long as the quantization itself.
  def steps(self: __torch__.PackedEncoder, x: Tensor, scale: float, zero_point: int) -> Tensor:
    quantized = torch.quantize_per_tensor(x, scale, zero_point, 13)
    width = torch.size(x, 1)
    return torch.set_(torch.empty([0], dtype=0), quantized, 0, [torch.size(x, 0), width], [width, 1])

  def quantized(self: __torch__.PackedEncoder, number: int, x: Tensor) -> Tensor:
    return self.steps(x, self.activation_scales[number], self.activation_zero_points[number])

  def project_qkv(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    n = torch.mul(layer, 4)
    return ops.onednn.qlinear_pointwise(self.quantized(n, x), self.activation_scales[n], self.activation_zero_points[n], self.qkv_weight[layer], self.weight_scales[n], self.weight_zero_points[n], self.qkv_bias[layer], 1., 0, self.dtype, "none", [], "")

  def project_attended(self: __torch__.PackedEncoder, layer: int, attended: Tensor, x: Tensor) -> Tensor:
    n = torch.mul(layer, 4) + 1
    return self.linear_sum(n, self.quantized(n, torch.to(attended, 6)), x, self.attention_out_weight[layer], self.attention_out_bias[layer])

  def feed_forward(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    n = torch.mul(layer, 4) + 2
    inner = ops.onednn.qlinear_pointwise(self.quantized(n, x), self.activation_scales[n], self.activation_zero_points[n], self.ffn_in_weight[layer], self.weight_scales[n], self.weight_zero_points[n], self.ffn_in_bias[layer], self.activation_scales[n + 1], self.activation_zero_points[n + 1], 0, "gelu", [], "none")
    return self.linear_sum(n + 1, inner, x, self.ffn_out_weight[layer], self.ffn_out_bias[layer])

  # The sum takes the place of the residual: a fifth faster than the sum in a tensor of its own.
  def linear_sum(self: __torch__.PackedEncoder, n: int, steps: Tensor, residual: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return ops.onednn.qlinear_pointwise(steps, self.activation_scales[n], self.activation_zero_points[n], weight, self.weight_scales[n], self.weight_zero_points[n], residual, bias, 1., 0, 6, 1., 0, "sum", 1., "none", [], "")

  # In float32 whatever the precision, because these decide which tokens leave.
  def score_tokens(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, self.predictor_in_weight[layer], self.predictor_in_bias[layer], "gelu", [], "none")
