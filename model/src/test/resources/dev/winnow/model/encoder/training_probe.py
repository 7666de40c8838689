
  # Methods that tests append to training_encoder.py.

  # Everything in 64-bit floats, so that finite differences are exact enough to compare with.
  def widen(self: __torch__.TrainingEncoder, unused: Tensor) -> Tensor:
    _0 = torch.set_grad_enabled(False)
    lists = [self.qkv_weight, self.qkv_bias, self.attention_out_weight, self.attention_out_bias, self.attention_norm_weight, self.attention_norm_bias, self.ffn_in_weight, self.ffn_in_bias, self.ffn_out_weight, self.ffn_out_bias, self.ffn_norm_weight, self.ffn_norm_bias, self.predictor_in_weight, self.predictor_in_bias, self.predictor_out_weight]
    for list in lists:
      for i in range(torch.len(list)):
        list[i] = torch.to(list[i], 7)
    self.word_embeddings = torch.to(self.word_embeddings, 7)
    self.position_embeddings = torch.to(self.position_embeddings, 7)
    self.embedding_norm_weight = torch.to(self.embedding_norm_weight, 7)
    self.embedding_norm_bias = torch.to(self.embedding_norm_bias, 7)
    self.head_weight = torch.to(self.head_weight, 7)
    self.head_bias = torch.to(self.head_bias, 7)
    self.thresholds = torch.to(self.thresholds, 7)
    self.cls_log_scales = torch.to(self.cls_log_scales, 7)
    self.dtype = 7
    return self.prepare(unused)

  # The parts of the objective, then the gradient of its total by everything that is trained.
  def differentiate(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor, targets: Tensor, saliency: Tensor, teacher: Tensor, settings: Tensor) -> List[Tensor]:
    _0 = torch.set_grad_enabled(True)
    parts = self.objective(ids, mask, targets, saliency, teacher, settings)
    found = self.gradients(parts[0])
    _1 = torch.set_grad_enabled(False)
    result = annotate(List[Tensor], [])
    for part in parts:
      _2 = torch.append(result, torch.detach(part))
    for gradient in found:
      _3 = torch.append(result, torch.detach(gradient))
    return result

  def evaluate_objective(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor, targets: Tensor, saliency: Tensor, teacher: Tensor, settings: Tensor) -> List[Tensor]:
    _0 = torch.set_grad_enabled(False)
    return self.objective(ids, mask, targets, saliency, teacher, settings)

  def removal_of(self: __torch__.TrainingEncoder, scores: Tensor, delta: Tensor, slope: Tensor) -> Tensor:
    return self.removal(scores, delta, float(torch.item(slope)))
