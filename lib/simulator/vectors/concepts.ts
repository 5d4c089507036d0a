/*
 * What texts are about, by words of English and Chinese: so a text is near to its translation, and near to texts on
 * the same matter that share no word. A field gathers concepts that are near to each other.
 */

type Field = Readonly<Record<string, RegExp>>;

const fields: Readonly<Record<string, Field>> = {
  animals: {
    cat: /\b(cats?|kitten\w*|feline)\b|猫/i,
    dog: /\b(dogs?|pupp\w+|canine|hound)\b|狗|犬/i,
    bird: /\b(birds?|eagle|sparrow|parrot|gulls?)\b|鸟|鹰|麻雀|鹦鹉/i,
    horse: /\b(horses?|pony|ponies|mare)\b|马(?!路|上|桶)/i,
    fish: /\b(fish\w*|salmon|tuna|shark)\b|鱼|鲨/i,
    pet: /\b(pets?|animals?)\b|宠物|动物/i,
  },
  food: {
    fruit: /\b(fruits?|apples?|bananas?|pears?|oranges?|grapes?)\b|水果|苹果|香蕉|梨|橙|葡萄/i,
    vegetable: /\b(vegetables?|carrots?|cabbage|potato\w*|tomato\w*)\b|蔬菜|胡萝卜|白菜|土豆|番茄/i,
    bread: /\b(bread|flour|dough|bak(e|ing|ery)|cakes?)\b|面包|面粉|烘焙|蛋糕/i,
    noodles: /\b(noodles?|pasta|rice|dumplings?)\b|面条|意面|米饭|饺子/i,
    drink: /\b(coffee|tea|juice|wine|beer|drinks?)\b|咖啡|茶|果汁|酒|饮料/i,
    cooking: /\b(cook\w*|recipes?|kitchen|fry|boil|meal|dinner|restaurant)\b|做饭|烹饪|食谱|厨房|餐厅|晚餐/i,
  },
  weather: {
    rain: /\b(rain\w*|storm\w*|umbrella|wet)\b|雨|暴风|伞/i,
    sun: /\b(sun(ny|shine)?|warm|hot|heat)\b|太阳|晴|热|暖/i,
    snow: /\b(snow\w*|ice|icy|cold|freez\w*|winter)\b|雪|冰|冷|冬/i,
    forecast: /\b(weather|forecast|climate|temperature)\b|天气|预报|气候|气温/i,
  },
  money: {
    market: /\b(stocks?|shares?|markets?|invest\w*|funds?)\b|股票|股市|市场|投资|基金/i,
    price: /\b(prices?|costs?|cheap|expensive|discounts?|fees?)\b|价格|费用|便宜|贵|折扣/i,
    bank: /\b(banks?|loans?|mortgage|interest|credit|savings?)\b|银行|贷款|利息|利率|信用|存款/i,
    refund: /\b(refunds?|return(s|ed)?|money back|reimburse\w*)\b|退款|退货|退钱|报销/i,
    payment: /\b(pay(s|ing|ment)?|invoices?|bills?|receipts?)\b|付款|支付|发票|账单/i,
  },
  computing: {
    program: /\b(program\w*|cod(e|ing)|software|function|script|developer)\b|程序|代码|编程|软件|函数|开发/i,
    python: /\bpython\b|蟒/i,
    database: /\b(databases?|sql|query|queries|tables?|index)\b|数据库|查询|索引/i,
    network: /\b(network\w*|servers?|internet|wifi|router|api)\b|网络|服务器|互联网|路由|接口/i,
    model:
      /\b(ai|neural|machine learning|language models?|embedding\w*|training)\b|人工智能|神经网络|机器学习|模型|向量/i,
    error: /\b(bugs?|errors?|crash\w*|fail\w*|exception)\b|错误|崩溃|故障|失败|异常/i,
    password: /\b(passwords?|log ?in|accounts?|sign in|security)\b|密码|登录|账号|账户|安全/i,
  },
  health: {
    illness: /\b(ill\w*|sick\w*|disease|fever|flu|cough|headache|pain)\b|生病|疾病|发烧|感冒|咳嗽|头痛|疼/i,
    doctor: /\b(doctors?|hospital|nurse|clinic|surgery|patient)\b|医生|医院|护士|诊所|手术|病人/i,
    medicine: /\b(medicine|drugs?|pills?|vaccin\w*|dose)\b|药|疫苗|剂量/i,
    sport:
      /\b(sports?|football|soccer|basketball|run(ning)?|gym|exercise|swim\w*)\b|运动|足球|篮球|跑步|健身|锻炼|游泳/i,
  },
  travel: {
    flight: /\b(flights?|plane|airport|airline|pilot)\b|航班|飞机|机场|航空/i,
    train: /\b(trains?|railway|station|subway|metro)\b|火车|铁路|车站|地铁|高铁/i,
    hotel: /\b(hotels?|booking|room|reservation|hostel)\b|酒店|旅馆|预订|房间/i,
    holiday: /\b(travel\w*|trips?|holiday|vacation|tour\w*)\b|旅行|旅游|假期|度假/i,
    delivery: /\b(deliver\w*|ship(ping|ped|ment)|parcels?|packages?|courier)\b|快递|送货|物流|包裹|发货/i,
    car: /\b(cars?|driv\w+|road|traffic|engine)\b|汽车|开车|道路|交通|发动机/i,
  },
  nature: {
    sea: /\b(seas?|ocean|beach|waves?|coast|harbou?r)\b|海|沙滩|浪|港/i,
    mountain: /\b(mountains?|hills?|peaks?|climb\w*|hik\w*)\b|山|峰|登山|徒步/i,
    forest: /\b(forest|trees?|woods?|leaves|plants?)\b|森林|树|叶|植物/i,
    sky: /\b(sky|stars?|moon|planets?|space)\b|天空|星|月亮|行星|太空/i,
  },
  people: {
    family: /\b(family|mother|father|parents?|child\w*|daughter|son)\b|家庭|母亲|父亲|父母|孩子|女儿|儿子/i,
    school:
      /\b(schools?|students?|teachers?|class|exam|learn\w*|university)\b|学校|学生|老师|课|考试|学习|大学/i,
    work: /\b(work|job|office|boss|salary|employ\w*|meeting)\b|工作|公司|老板|工资|员工|会议/i,
    law: /\b(law\w*|court|judge|contract|legal|police)\b|法律|法院|法官|合同|警察/i,
    music: /\b(music|songs?|sing\w*|piano|guitar|concert)\b|音乐|歌|唱|钢琴|吉他|演唱会/i,
    film: /\b(films?|movies?|cinema|actor|director)\b|电影|影院|演员|导演/i,
    happy: /\b(happy|glad|love(ly)?|great|wonderful|joy)\b|高兴|开心|喜欢|爱|太好了|快乐/i,
    sad: /\b(sad|angry|terrible|hate|awful|cry)\b|难过|生气|糟糕|讨厌|悲伤|哭/i,
  },
  colours: {
    red: /\bred\b|红/i,
    green: /\bgreen\b|绿/i,
    blue: /\bblue\b|蓝/i,
    yellow: /\b(yellow|gold\w*)\b|黄|金色/i,
    dark: /\b(dark|black|night)\b|黑|夜/i,
    bright: /\b(bright|white|light)\b|亮|白/i,
  },
};

const all = Object.entries(fields).flatMap(([field, concepts]) =>
  Object.entries(concepts).map(([concept, pattern]) => ({ field, concept, pattern })),
);

/** The concepts of a text, each with its field. */
export function conceptsOf(text: string): { field: string; concept: string }[] {
  return all.filter(({ pattern }) => pattern.test(text));
}
