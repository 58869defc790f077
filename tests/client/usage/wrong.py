"""Mistakes that a type checker must find: each line that ends in `# error` and no other."""

from __future__ import annotations

import httpx
from empiriolabs_models import Client
from empiriolabs_models.amazon_nova_canvas.types import InpaintRequest

client = Client(on_retired="explode")  # error
nova = client.amazon_nova_canvas
Client(http_client=httpx.AsyncClient())  # error
Client(http_client=object())  # error

nova.generate(prompt="a", aspect_ratio="16:10")  # error
nova.generate(prompt="a", task_type="PAINTING")  # error
nova.inpaint(prompt="a", mask_prompt="the sofa")  # error
nova.generate(promt="a")  # error
nova.text_image(prompt="a", outpainting_mode="PRECISE")  # error
nova.generate(prompt="a", number_of_images="3")  # error
nova.generate("a")  # error
nova.estimate_cost(number_of_image=3)  # error
nova.generate(prompt="a", max_costs="1")  # error
nova.generate(prompt="a").images[0].save()  # error
print(nova.generate(prompt="a").pictures)  # error
request: InpaintRequest = {"prompt": "a", "mask_prompt": "the sofa"}  # error
client.amazon_nova_canvass.generate(prompt="a")  # error
client.word_vectors.submit(input="a")  # error
nova.generate(prompt="a", image=1)  # error
print(nova.with_raw_response.generate(prompt="a").images)  # error

nova.generate(prompt="a", aspect_ratio="16:9")
nova.inpaint(prompt="a", image="room.png", mask_prompt="the sofa")
