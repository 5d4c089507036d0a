/** Texts on six matters in two languages: what means the same stands near in a good model, whatever its language. */
export const exampleTexts = `How do I get my money back?
I would like a refund for my order.
怎样申请退款？
这个订单我想退货退钱。
The parcel has not arrived yet.
When will my delivery come?
包裹怎么还没有送到？
快递什么时候能到？
I forgot my password and cannot log in.
My account is locked.
忘记密码，无法登录。
账号被锁定了怎么办？
A cat sleeps on the warm windowsill.
The kitten is chasing a ball of wool.
猫在窗台上晒太阳睡觉。
小猫在追毛线球。
It will rain all day tomorrow.
The weather is sunny and mild.
明天全天有雨。
今天天气晴朗，很暖和。
Boil the noodles for eight minutes.
Add garlic and chilli to the hot oil.
面条煮八分钟就好。
热油里放蒜和辣椒。
`;
