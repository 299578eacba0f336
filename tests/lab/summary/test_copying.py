"""Fresh weights that know how to copy."""

from livevis.lab.summary.copying import teach_copying
from livevis.lab.summary.trainer import Recipe, model


def test_a_piece_seen_before_is_followed_by_what_followed_it() -> None:
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        made = model(Recipe(), 200).eval()
    teach_copying(made, 1)
    read = torch.tensor([[11, 57, 23, 142, 99, 64, 180, 35]])
    with torch.inference_mode():
        said = made(input_ids=read, decoder_input_ids=torch.tensor([[0, 57, 23, 142, 99]])).logits[0]
        said[torch.arange(5), torch.tensor([0, 57, 23, 142, 99])] = -100.0
    assert said[1:].argmax(-1).tolist() == [23, 142, 99, 64]


def test_the_same_seed_sets_the_same_weights() -> None:
    import torch

    made = []
    for _ in range(2):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(1)
            one = model(Recipe(), 50)
        teach_copying(one, 3)
        made.append(one.state_dict())
    assert all(torch.equal(made[0][name], made[1][name]) for name in made[0])
