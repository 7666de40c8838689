# The padded BERT encoder with adaptive token reduction, and its training step, as TorchScript. TrainingEncoder.java writes
# it with the weights into an archive. The dialect is that of packed_encoder.py, and so are the names of the weights.
#
# Shapes: B documents, N tokens of the longest, H hidden size, L layers, C classes.
#   ids   [B, N]  padded with anything
#   mask  [B, N]  1 for a token, 0 for padding
# `mode` says how tokens leave: 0 none does (the full encoder), 1 softly, so that gradients pass (training), 2 hard (as
# the packed engine does it).
class TrainingEncoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  heads : int
  epsilon : float
  dtype : int
  word_embeddings : Tensor
  position_embeddings : Tensor
  embedding_norm_weight : Tensor
  embedding_norm_bias : Tensor
  qkv_weight : List[Tensor]
  qkv_bias : List[Tensor]
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
  predictor_in_weight : List[Tensor]
  predictor_in_bias : List[Tensor]
  predictor_out_weight : List[Tensor]
  thresholds : Tensor
  cls_log_scales : Tensor
  min_token_layers : int
  groups : List[List[Tensor]]
  first_moments : List[List[Tensor]]
  second_moments : List[List[Tensor]]
  steps : List[List[Tensor]]

  # Sorts what is trained into four groups: matrices (decayed), biases and norms, predictors, thresholds. The optimizer
  # updates only tensors of lists that it finds in attributes, and these must have been made empty with their type: a list from the
  # archive has forgotten it.
  def prepare(self: __torch__.TrainingEncoder, unused: Tensor) -> Tensor:
    _0 = torch.set_grad_enabled(False)
    matrices = self.qkv_weight + self.attention_out_weight + self.ffn_in_weight + self.ffn_out_weight + [self.head_weight]
    vectors = self.qkv_bias + self.attention_out_bias + self.ffn_in_bias + self.ffn_out_bias + [self.head_bias]
    norms = self.attention_norm_weight + self.attention_norm_bias + self.ffn_norm_weight + self.ffn_norm_bias
    predictors = self.predictor_in_weight + self.predictor_in_bias + self.predictor_out_weight
    sources = [matrices, vectors + norms, predictors, [self.thresholds, self.cls_log_scales]]
    self.groups = annotate(List[List[Tensor]], [])
    self.first_moments = annotate(List[List[Tensor]], [])
    self.second_moments = annotate(List[List[Tensor]], [])
    self.steps = annotate(List[List[Tensor]], [])
    for g in range(torch.len(sources)):
      group = annotate(List[Tensor], [])
      first = annotate(List[Tensor], [])
      second = annotate(List[Tensor], [])
      counts = annotate(List[Tensor], [])
      for i in range(torch.len(sources[g])):
        _1 = torch.append(group, torch.requires_grad_(sources[g][i], True))
        _2 = torch.append(first, torch.zeros_like(torch.detach(sources[g][i])))
        _3 = torch.append(second, torch.zeros_like(torch.detach(sources[g][i])))
        _4 = torch.append(counts, torch.zeros([1], dtype=6))
      _5 = torch.append(self.groups, group)
      _6 = torch.append(self.first_moments, first)
      _7 = torch.append(self.second_moments, second)
      _8 = torch.append(self.steps, counts)
    return unused

  # What is trained, then its first and its second moments, in the order of the groups.
  def state(self: __torch__.TrainingEncoder, unused: Tensor) -> List[Tensor]:
    all = annotate(List[Tensor], [])
    for part in [self.groups, self.first_moments, self.second_moments]:
      for g in range(torch.len(part)):
        for i in range(torch.len(part[g])):
          _0 = torch.append(all, torch.detach(part[g][i]))
    return all

  # Puts a tensor back to where `state` lists it.
  def restore(self: __torch__.TrainingEncoder, index: Tensor, value: Tensor) -> Tensor:
    _0 = torch.set_grad_enabled(False)
    return torch.copy_((self.state(index))[int(torch.item(index))], value)

  def embed(self: __torch__.TrainingEncoder, ids: Tensor) -> Tensor:
    positions = torch.slice(self.position_embeddings, 0, 0, torch.size(ids, 1))
    x = torch.embedding(self.word_embeddings, ids) + positions
    return torch.layer_norm(x, [torch.size(x, 2)], self.embedding_norm_weight, self.embedding_norm_bias, self.epsilon)

  def norm(self: __torch__.TrainingEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, 2)], weight, bias, self.epsilon)

  def linear(self: __torch__.TrainingEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(torch.to(x, self.dtype), torch.to(weight, self.dtype), torch.to(bias, self.dtype))

  # Attention weights [B, heads, N, N]; penalty [B, N] is added to the products of each key.
  def attention(self: __torch__.TrainingEncoder, q: Tensor, k: Tensor, penalty: Tensor) -> Tensor:
    scale = torch.pow(float(torch.size(q, 3)), -0.5)
    products = torch.to(torch.matmul(q, torch.transpose(k, 2, 3)), ops.prim.dtype(penalty)) * scale
    return torch.softmax(products + torch.unsqueeze(torch.unsqueeze(penalty, 1), 1), 3)

  # One transformer layer, x [B, N, H], and its attention weights.
  def layer(self: __torch__.TrainingEncoder, layer: int, x: Tensor, penalty: Tensor, dropout: float) -> Tuple[Tensor, Tensor]:
    train = dropout > 0.
    qkv = self.linear(x, self.qkv_weight[layer], self.qkv_bias[layer])
    rows = torch.view(qkv, [torch.size(x, 0), torch.size(x, 1), 3, self.heads, -1])
    q, k, v = torch.unbind(torch.permute(rows, [2, 0, 3, 1, 4]))
    weights = self.attention(q, k, penalty)
    attended = torch.matmul(torch.to(torch.dropout(weights, dropout, train), self.dtype), v)
    attended = torch.reshape(torch.transpose(attended, 1, 2), torch.size(x))
    projected = self.linear(attended, self.attention_out_weight[layer], self.attention_out_bias[layer])
    x = self.norm(x + torch.dropout(torch.to(projected, ops.prim.dtype(x)), dropout, train), self.attention_norm_weight[layer], self.attention_norm_bias[layer])
    inner = torch.gelu(self.linear(x, self.ffn_in_weight[layer], self.ffn_in_bias[layer]))
    outer = self.linear(inner, self.ffn_out_weight[layer], self.ffn_out_bias[layer])
    x = self.norm(x + torch.dropout(torch.to(outer, ops.prim.dtype(x)), dropout, train), self.ffn_norm_weight[layer], self.ffn_norm_bias[layer])
    return (x, weights)

  # Scores of the contribution predictor before the softmax, [B, N].
  def predict(self: __torch__.TrainingEncoder, layer: int, x: Tensor) -> Tensor:
    inner = torch.gelu(torch.linear(x, self.predictor_in_weight[layer], self.predictor_in_bias[layer]))
    return torch.squeeze(torch.linear(inner, self.predictor_out_weight[layer]), -1)

  # Threshold of a document with n tokens left, [B, 1].
  def delta(self: __torch__.TrainingEncoder, layer: int, offset: float, n: Tensor) -> Tensor:
    return torch.clamp(torch.select(self.thresholds, 0, layer) + offset, 0., 1.) / n

  # Soft removal (AdapLeR, section 3.2): what a token of score s pays in attention. Below delta the price falls with the
  # slope / delta, from 0.1 / slope at delta; above, it rises to 0 at a score of 1.
  def removal(self: __torch__.TrainingEncoder, scores: Tensor, delta: Tensor, slope: float) -> Tensor:
    edge = 0.10000000000000001 / slope
    safe = torch.clamp(delta, 9.9999999999999995e-08)
    below = (scores - safe) * slope / safe - edge
    above = (scores - 1.) * edge / torch.clamp(1. - delta, 9.9999999999999995e-08)
    return torch.where(torch.lt(scores, delta), below, above)

  # Mean of the states over each document, [B, H].
  def mean(self: __torch__.TrainingEncoder, x: Tensor, mask: Tensor) -> Tensor:
    return torch.squeeze(torch.matmul(torch.unsqueeze(mask / torch.sum(mask, [1], True), 1), x), 1)

  # The forward pass from embeddings x [B, N, H].
  #   mode 0 full, 1 soft, 2 hard; saliency [B, N] is the target of the predictors (mode 1)
  # Returns
  #   logits [B, C];
  #   divergence, the sum over layers of (L - l) KL(saliency || scores), a mean over documents (mode 1); the scale of [CLS]
  #     is left out of it, else the predictors would learn to undo it;
  #   length, the mean share of tokens in a layer, with gradients for the thresholds alone (mode 1);
  #   reached [B, N], layers that computed a token (modes 0 and 2);
  #   scores [B, N], summed over layers and divided by L (mode 2).
  def forward_from(self: __torch__.TrainingEncoder, x: Tensor, mask: Tensor, mode: int, offset: float, slope: float, dropout: float, saliency: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    layers = torch.len(self.qkv_weight)
    padding = (mask - 1.) * 1000000000.
    removed = torch.zeros_like(mask)
    frozen = torch.zeros_like(mask)
    frozen_detached = torch.zeros_like(mask)
    alive = mask
    first = torch.zeros_like(mask)
    _0 = torch.fill_(torch.select(first, 1, 0), 1.)
    divergence = torch.zeros([])
    length = torch.zeros([])
    reached = torch.zeros_like(mask)
    total_scores = torch.zeros_like(mask)
    tokens = torch.sum(mask, [1], True)
    x = torch.dropout(x, dropout, dropout > 0.)
    pooled = [self.mean(x, mask)]
    for layer in range(layers):
      if mode > 0:
        n = torch.sum(alive, [1], True)
        scored = torch.to(torch.ge(n * (layers - layer), float(self.min_token_layers)), ops.prim.dtype(mask))
        scale = torch.select(self.cls_log_scales, 0, layer)
        predicted = self.predict(layer, x)
        gone = padding + (alive - mask) * 1000000000.
        if mode == 1:
          logs = torch.log_softmax(predicted + gone, 1)
          target = saliency * alive
          target = target / torch.clamp(torch.sum(target, [1], True), 9.9999999999999995e-08)
          term = torch.sum(target * (torch.log(torch.clamp(target, 9.9999999999999995e-08)) - logs), [1])
          divergence = divergence + torch.mean(term) * (layers - layer)
          scores = torch.softmax(predicted + scale * first + padding + removed, 1)
          delta = self.delta(layer, offset, n)
          leaves = mask * scored * (1. - first)
          removed = removed + self.removal(scores, delta, slope) * leaves
          frozen = frozen + torch.clamp((scores - delta) * slope / torch.clamp(delta, 9.9999999999999995e-08), None, 0.) * leaves
          from_thresholds = torch.softmax(torch.detach(predicted) + scale * first + padding + torch.detach(removed), 1)
          frozen_detached = frozen_detached + torch.clamp((from_thresholds - delta) * slope / torch.clamp(delta, 9.9999999999999995e-08), None, 0.) * leaves
          length = length + torch.mean(torch.sum(torch.exp(frozen_detached) * mask, [1], True) / tokens) / layers
          alive = alive * (1. - torch.to(torch.lt(scores, delta), ops.prim.dtype(mask)) * leaves)
        else:
          scores = torch.softmax(predicted + scale * first + gone, 1)
          delta = self.delta(layer, offset, n)
          total_scores = total_scores + scores * scored * alive / layers
          alive = alive * (1. - torch.to(torch.lt(scores, delta), ops.prim.dtype(mask)) * scored * (1. - first))
          removed = (alive - mask) * 1000000000.
      else:
        pass
      y = (self.layer(layer, x, padding + removed, dropout))[0]
      if mode == 0:
        x = y
      elif mode == 1:
        x = torch.lerp(x, y, torch.unsqueeze(torch.exp(frozen), 2))
      else:
        x = torch.where(torch.unsqueeze(torch.gt(alive, 0.), 2), y, x)
      reached = reached + alive
      _1 = torch.append(pooled, self.mean(x, mask))
    _2 = torch.append(pooled, torch.select(x, 1, 0))
    _3 = torch.append(pooled, torch.amax(x + torch.unsqueeze(padding, 2), [1]))
    features = torch.dropout(torch.cat(pooled, 1), dropout, dropout > 0.)
    return (torch.linear(features, self.head_weight, self.head_bias), divergence, length, reached, total_scores)

  # Scores of the classes, [B, C], then layers reached and scores, [B, N] each; hard removal.
  def classify(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor, offset: Tensor) -> List[Tensor]:
    _0 = torch.set_grad_enabled(False)
    at = float(torch.item(offset))
    mode = 2
    if at == -1.:
      mode = 0
    else:
      pass
    logits, _1, _2, reached, scores = self.forward_from(self.embed(ids), mask, mode, at, 1., 0., mask)
    return [logits, reached, scores]

  # Saliency of each token for a class of each document, [B, N]: the norm of gradient times input at the embeddings.
  def saliency(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor, targets: Tensor) -> List[Tensor]:
    _0 = torch.set_grad_enabled(True)
    x = torch.requires_grad_(torch.detach(self.embed(ids)), True)
    logits = (self.forward_from(x, mask, 0, -1., 1., 0., mask))[0]
    chosen = torch.sum(torch.gather(logits, 1, torch.unsqueeze(targets, 1)))
    gradient = unchecked_cast(Tensor, (torch.grad([chosen], [x]))[0])
    _1 = torch.set_grad_enabled(False)
    norms = torch.linalg_vector_norm(gradient * torch.detach(x), 2, [2]) * mask
    return [norms / torch.clamp(torch.sum(norms, [1], True), 9.9999999999999995e-30)]

  # How [CLS] attends to each token, [B, N] twice: in the last layer, and through all layers by attention rollout
  # (Abnar and Zuidema, ACL 2020); means over heads.
  def attentions(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor) -> List[Tensor]:
    _0 = torch.set_grad_enabled(False)
    x = self.embed(ids)
    rollout = torch.expand(torch.eye(torch.size(ids, 1), dtype=ops.prim.dtype(mask)), [torch.size(ids, 0), -1, -1])
    identity = rollout
    last = rollout
    for layer in range(torch.len(self.qkv_weight)):
      y, weights = self.layer(layer, x, (mask - 1.) * 1000000000., 0.)
      x = y
      last = torch.mean(weights, [1])
      rollout = torch.matmul((last + identity) * 0.5, rollout)
    return [torch.select(last, 1, 0) * mask, torch.select(rollout, 1, 0) * mask]

  # Cross-entropy, softened towards the teacher's probabilities by the share `distillation`: the mean over documents.
  def loss(self: __torch__.TrainingEncoder, logits: Tensor, targets: Tensor, teacher: Tensor, distillation: float) -> Tensor:
    loss = torch.cross_entropy_loss(logits, targets)
    if distillation > 0.:
      own = torch.log_softmax(logits, 1)
      theirs = torch.log_softmax(teacher, 1)
      divergence = torch.mean(torch.sum(torch.exp(theirs) * (theirs - own), [1]))
      loss = loss * (1. - distillation) + divergence * distillation
    else:
      pass
    return loss

  # What a step minimises, and its parts: [total, task, divergence, length].
  def objective(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor, targets: Tensor, saliency: Tensor, teacher: Tensor, settings: Tensor) -> List[Tensor]:
    offset = float(torch.item(torch.select(settings, 0, 7)))
    mode = 1
    if offset == -1.:
      mode = 0
    else:
      pass
    logits, divergence, length, _0, _1 = self.forward_from(self.embed(ids), mask, mode, offset, float(torch.item(torch.select(settings, 0, 8))), float(torch.item(torch.select(settings, 0, 4))), saliency)
    task = self.loss(logits, targets, teacher, float(torch.item(torch.select(settings, 0, 11))))
    total = task + divergence * torch.select(settings, 0, 9) + length * torch.select(settings, 0, 10)
    return [total, task, divergence, length]

  # Gradients of what is trained, in the order of `state`; zero where a tensor took no part.
  def gradients(self: __torch__.TrainingEncoder, total: Tensor) -> List[Tensor]:
    trained = annotate(List[Tensor], [])
    for g in range(torch.len(self.groups)):
      trained = trained + self.groups[g]
    found = torch.grad([total], trained, None, None, False, True)
    result = annotate(List[Tensor], [])
    for i in range(torch.len(found)):
      gradient = found[i]
      if torch.__is__(gradient, None):
        _0 = torch.append(result, torch.zeros_like(torch.detach(trained[i])))
      else:
        _1 = torch.append(result, unchecked_cast(Tensor, gradient))
    return result

  # One step of AdamW. settings: learning rates of the encoder, the predictors and the thresholds, weight decay, dropout,
  # greatest gradient norm, number of the step from 1, offset (-1: no token leaves), slope of soft removal, weights of
  # the divergence and the length, share of the distillation. Returns [total, task, divergence, length, gradient norm].
  def step(self: __torch__.TrainingEncoder, ids: Tensor, mask: Tensor, targets: Tensor, saliency: Tensor, teacher: Tensor, settings: Tensor) -> Tensor:
    _0 = torch.set_grad_enabled(True)
    parts = self.objective(ids, mask, targets, saliency, teacher, settings)
    found = self.gradients(parts[0])
    _1 = torch.set_grad_enabled(False)
    norms = annotate(List[Tensor], [])
    for i in range(torch.len(found)):
      _2 = torch.append(norms, torch.linalg_vector_norm(found[i]))
    norm = torch.linalg_vector_norm(torch.stack(norms))
    shrink = torch.clamp(norm / torch.select(settings, 0, 5), 1.)
    number = torch.select(settings, 0, 6)
    rates = [0, 0, 1, 2]
    used = 0
    for g in range(torch.len(self.groups)):
      size = torch.len(self.groups[g])
      rate = float(torch.item(torch.select(settings, 0, rates[g])))
      decay = 0.
      if g == 0:
        decay = float(torch.item(torch.select(settings, 0, 3)))
      else:
        pass
      gradients = annotate(List[Tensor], [])
      for i in range(size):
        _3 = torch.append(gradients, found[used + i])
        _4 = torch.copy_(self.steps[g][i], number)
      torch._fused_adamw_(self.groups[g], gradients, self.first_moments[g], self.second_moments[g], annotate(List[Tensor], []), self.steps[g], lr=rate, beta1=0.90000000000000002, beta2=0.999, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False, grad_scale=shrink, found_inf=torch.zeros([1]))
      used = used + size
    _5 = torch.clamp_(self.thresholds, 0.01, 1.)
    return torch.detach(torch.stack(parts + [norm]))
